/** Tests of this package, on a real PostgreSQL. */
@NullMarked
package dev.coster.organization;

import org.jspecify.annotations.NullMarked;
