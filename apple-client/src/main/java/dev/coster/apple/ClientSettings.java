package dev.coster.apple;

import java.util.function.LongSupplier;

/**
 * How a client behaves apart from its address.
 *
 * @param maxBodyBytes the most that is read of one answer; more is no answer
 * @param listener hears of every exchange
 * @param ticker nanoseconds that only grow, for durations
 */
public record ClientSettings(long maxBodyBytes, TrafficListener listener, LongSupplier ticker) {

  /** 32 MiB, nobody listens. */
  public static final ClientSettings DEFAULT =
      new ClientSettings(32L << 20, TrafficListener.NONE, System::nanoTime);

  public ClientSettings {
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException("maxBodyBytes must be positive");
    }
  }

  /** The same with another listener. */
  public ClientSettings withListener(TrafficListener changed) {
    return new ClientSettings(maxBodyBytes, changed, ticker);
  }

  /** The same with another cap. */
  public ClientSettings withMaxBodyBytes(long changed) {
    return new ClientSettings(changed, listener, ticker);
  }
}
