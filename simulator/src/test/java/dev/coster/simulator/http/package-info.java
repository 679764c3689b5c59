/** Tests of the simulator on the network. */
@NullMarked
package dev.coster.simulator.http;

import org.jspecify.annotations.NullMarked;
