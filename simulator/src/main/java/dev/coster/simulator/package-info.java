/**
 * Apple's App and Book Management service, simulated.
 *
 * <p>{@link dev.coster.simulator.SimulatedApple} is the whole service as a pure object: it takes a
 * request as a value, gives an answer as a value, and keeps everything that happens later in one
 * time-ordered agenda. {@link dev.coster.simulator.Portal} is what people do elsewhere: buying
 * licenses, issuing tokens, accepting invitations. Nothing here opens a socket or reads a clock of
 * its own.
 */
@NullMarked
package dev.coster.simulator;

import org.jspecify.annotations.NullMarked;
