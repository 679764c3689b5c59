package dev.coster.exchange;

import java.time.Instant;
import java.time.InstantSource;

/** The clock, and how long the exchange waits for what. */
record Time(InstantSource clock, ExchangeSettings settings) {

  Instant now() {
    return clock.instant();
  }
}
