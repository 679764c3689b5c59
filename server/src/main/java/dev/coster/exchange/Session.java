package dev.coster.exchange;

import dev.coster.apple.AppleLocation;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What a {@link TrafficSource.Call} may use: one location, one lease, one token. Valid during the
 * call only.
 */
public interface Session {

  int locationId();

  /**
   * The client with the location's token. Every answer's envelope is looked at by the exchange
   * itself (claim, token, pacing).
   */
  AppleLocation apple();

  /** What Apple allows per request, as read last. */
  Limits limits();

  Instant now();

  /** Whether requests that change something may be sent (the location is ours). */
  boolean mayWrite();

  /**
   * Whether Apple has told this node lately who manages the location. Where it has not, that is
   * asked before anything is changed: another server may have claimed the location meanwhile.
   */
  boolean managerKnown();

  /**
   * Runs in a transaction that first checks that this node still holds the location's lease.
   *
   * @throws LeaseLostException when another node has taken over; nothing is changed then
   */
  <T> T fenced(Supplier<T> work);

  /** The lease went to another node. */
  final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLostException(String message) {
      super(message);
    }
  }
}
