/** Tests of persons and registrations. */
@NullMarked
package dev.coster.people;

import org.jspecify.annotations.NullMarked;
