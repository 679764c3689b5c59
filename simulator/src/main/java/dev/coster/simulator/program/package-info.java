/** The simulator as a program of its own. */
@NullMarked
package dev.coster.simulator.program;

import org.jspecify.annotations.NullMarked;
