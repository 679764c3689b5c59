/** Tests of this package, on a real PostgreSQL. */
@NullMarked
package dev.coster.job;

import org.jspecify.annotations.NullMarked;
