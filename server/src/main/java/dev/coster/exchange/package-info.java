/** All traffic with Apple's service: leases, pacing, recorded requests, events. */
@NullMarked
package dev.coster.exchange;

import org.jspecify.annotations.NullMarked;
