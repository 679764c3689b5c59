package dev.coster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The writes that went out, pair by pair. What Apple may have is asked for again only after its
 * event has ended, or after a reading that could tell, begun when Apple's time was over.
 */
final class Sendings {
  /** So long may Apple still accept what it did not answer. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /** So long is an event left pending. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Readings readings;
  private final Predicate<String> userWasMade;
  private final Map<String, Sent> last = new HashMap<>();
  private final Map<String, Sent> byEvent = new HashMap<>();
  private final Set<UUID> requests = new HashSet<>();
  private final Set<String> mayComeLate = new HashSet<>();
  private final Map<String, Set<Integer>> said = new HashMap<>();

  /** One request that went out. */
  static final class Sent {
    final UUID request;
    final String uId;
    final String operation;
    final List<Pair> pairs;
    final Instant at;
    private @Nullable Instant readableFrom;
    private boolean over;

    Sent(UUID request, String uId, String operation, List<Pair> pairs, Instant at) {
      this.request = request;
      this.uId = uId;
      this.operation = operation;
      this.pairs = List.copyOf(pairs);
      this.at = at;
    }

    private Instant readableFrom() {
      return readableFrom == null ? at.plus(GRACE) : readableFrom;
    }
  }

  /**
   * For one simulation.
   *
   * @param userWasMade whether Apple ever registered a user, by location and client user id
   */
  Sendings(Readings readings, Predicate<String> userWasMade) {
    this.readings = readings;
    this.userWasMade = userWasMade;
  }

  void goes(Sent sent) {
    requests.add(sent.request);
    for (Pair pair : sent.pairs) {
      Sent before = last.put(pair.at(sent.uId), sent);
      if (before != null && !before.over && before != sent) {
        requireRead(before, sent, pair);
        mayComeLate.add(pair.at(sent.uId));
      }
    }
  }

  private void requireRead(Sent before, Sent sent, Pair pair) {
    if (before.operation.equals("CREATE")
        && userWasMade.test(sent.uId + " " + pair.holder().substring(1))) {
      // Its work was done, and told by a notification; somebody retired the person since.
      return;
    }
    Instant from = before.readableFrom();
    if (!readings.tellOf(sent.uId, pair, from)) {
      throw new Violation(
          "%s of %s (%s) is sent, though %s of %s (%s) may be with Apple: nothing that began after %s told"
              .formatted(
                  sent.operation,
                  pair.at(sent.uId),
                  sent.request,
                  before.operation,
                  before.at,
                  before.request,
                  from));
    }
  }

  /** Apple took it. */
  void accepted(Sent sent, String eventId) {
    sent.readableFrom = sent.at.plus(PATIENCE);
    byEvent.put(eventId, sent);
  }

  /** Apple surely did not take it. */
  void notTaken(Sent sent) {
    requests.remove(sent.request);
    over(sent);
  }

  /** Apple has told its end. */
  void over(Sent sent) {
    sent.over = true;
  }

  /** Apple does not know the event any more. */
  void forgotten(Sent sent, Instant at) {
    Instant from = sent.readableFrom();
    sent.readableFrom = from.isBefore(at) ? from : at;
  }

  Optional<Sent> ofEvent(String eventId) {
    return Optional.ofNullable(byEvent.get(eventId));
  }

  /** Apple gave this number for the pair. */
  void says(String uId, Pair pair, int number) {
    said.computeIfAbsent(pair.at(uId), _ -> new HashSet<>()).add(number);
  }

  boolean wasSaid(String pair, int number) {
    return said.getOrDefault(pair, Set.of()).contains(number);
  }

  /** Whether the request went out, and Apple may have taken it. */
  boolean went(UUID request) {
    return requests.contains(request);
  }

  /** Whether a request for the pair was given up that Apple may still work on. */
  boolean mayComeLate(String pair) {
    return mayComeLate.contains(pair);
  }

  /** Whether Apple is giving the pair in an event that we know of and wait for. */
  boolean isBeingGiven(String pair) {
    Sent sent = last.get(pair);
    return sent != null && !sent.over && sent.operation.equals("ASSOCIATE");
  }
}
