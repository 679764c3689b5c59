/** Pulling Apple's state in: listings, deltas, the notification inbox. */
@NullMarked
package dev.coster.sync;

import org.jspecify.annotations.NullMarked;
