/** Tests of this package, on a real PostgreSQL. */
@NullMarked
package dev.coster.audit;

import org.jspecify.annotations.NullMarked;
