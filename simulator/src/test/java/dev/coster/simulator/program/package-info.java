/** Tests of the program. */
@NullMarked
package dev.coster.simulator.program;

import org.jspecify.annotations.NullMarked;
