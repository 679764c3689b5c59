/** Measurements of the package of the same name, from inside. */
@NullMarked
package dev.coster.distribution;

import org.jspecify.annotations.NullMarked;
