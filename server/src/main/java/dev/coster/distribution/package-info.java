/** Observed assignments, the planner, giving and taking back. */
@NullMarked
package dev.coster.distribution;

import org.jspecify.annotations.NullMarked;
