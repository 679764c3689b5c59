package dev.coster.exchange;

/**
 * The right of a node to all traffic of a location.
 *
 * @param fence grows with each new holder; an older one can no longer change anything
 */
record Lease(int locationId, String node, long fence) {}
