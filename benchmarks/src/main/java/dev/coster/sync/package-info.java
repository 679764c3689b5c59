/** Measurements of the package of the same name, from inside. */
@NullMarked
package dev.coster.sync;

import org.jspecify.annotations.NullMarked;
