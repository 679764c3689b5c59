/** Believable content for a simulated Apple: a school with everything, and districts by numbers. */
@NullMarked
package dev.coster.simulator.sample;

import org.jspecify.annotations.NullMarked;
