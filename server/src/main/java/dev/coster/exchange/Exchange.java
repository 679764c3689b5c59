package dev.coster.exchange;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others may know of the exchange as a whole. Thread-safe. */
public interface Exchange {

  /** The limits as read last from Apple; empty before the first service config was read. */
  Optional<Limits> limits();

  /**
   * An address that Apple publishes in the service config, by Apple's key ({@code
   * contentMetadataLookup}, {@code invitationEmail} …), as it stands there.
   */
  Optional<String> url(String key);

  /**
   * There may be something to send for this location: look now instead of at the next tick. Cheap;
   * after commit.
   */
  void nudge(int locationId);

  /** How the traffic of a location goes right now, for the page that shows it. */
  Traffic traffic(int locationId);

  /**
   * Traffic of a location.
   *
   * @param perSecond the current pace
   * @param pausedUntil Apple asked us to wait (Retry-After)
   */
  record Traffic(double perSecond, @Nullable Instant pausedUntil, int openRequests) {}
}
