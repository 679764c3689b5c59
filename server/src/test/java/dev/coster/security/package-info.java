/** Tests of this package, on a real PostgreSQL. */
@NullMarked
package dev.coster.security;

import org.jspecify.annotations.NullMarked;
