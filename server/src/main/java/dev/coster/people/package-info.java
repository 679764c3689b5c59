/** Persons and their registrations with Apple (person × location). */
@NullMarked
package dev.coster.people;

import org.jspecify.annotations.NullMarked;
