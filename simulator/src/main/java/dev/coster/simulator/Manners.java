package dev.coster.simulator;

/** How a location's callers behave: what Apple asks of a client, counted when it is not kept. */
final class Manners {
  long requests;
  long overRate;
  long duringRetryAfter;
  long statusPollsTooSoon;
}
