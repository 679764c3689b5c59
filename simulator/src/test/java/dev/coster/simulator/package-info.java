/** Tests of the simulated service, in virtual time and by its wire protocol only. */
@NullMarked
package dev.coster.simulator;

import org.jspecify.annotations.NullMarked;
