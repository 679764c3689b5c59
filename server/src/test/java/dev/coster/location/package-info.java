/** Tests of this package, on a real PostgreSQL. */
@NullMarked
package dev.coster.location;

import org.jspecify.annotations.NullMarked;
