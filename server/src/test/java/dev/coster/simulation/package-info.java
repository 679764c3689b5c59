/**
 * The fault simulation: real core packages of the server, on a real database, against the simulated
 * Apple, stepped by one thread in virtual time. A seed decides everything that happens: faults,
 * actions, crashes, and who runs next. In the end our picture must be the simulator's truth, and no
 * rule may have been broken on the way.
 */
@NullMarked
package dev.coster.simulation;

import org.jspecify.annotations.NullMarked;
