/**
 * What the tests of all packages stand on: a database per test class, a clock that a test moves.
 */
@NullMarked
package dev.coster.platform;

import org.jspecify.annotations.NullMarked;
