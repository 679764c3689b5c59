/**
 * Tests of the packaged program from outside: as processes of its own, over the network and in a
 * real browser. They use no class of Coster; what is true is asked from the simulated Apple.
 */
@NullMarked
package dev.coster.acceptance;

import org.jspecify.annotations.NullMarked;
