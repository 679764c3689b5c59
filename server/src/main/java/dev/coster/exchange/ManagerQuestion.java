package dev.coster.exchange;

import dev.coster.apple.NoAnswerException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Apple who manages a location; what the answer says is noted by the {@link Watcher}. Without
 * a good answer it is asked again, less and less often; the answer to any other question, such as a
 * reading, does as well. Thread-safe.
 */
final class ManagerQuestion {
  private static final Logger log = LoggerFactory.getLogger(ManagerQuestion.class);

  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Backoff> backoffs = new ConcurrentHashMap<>();

  /** The question, unless it is being asked, or was not answered just now. */
  Optional<TrafficSource.Call> next(Session session) {
    int locationId = session.locationId();
    Backoff backoff = backoffs.getOrDefault(locationId, Backoff.NONE);
    if (backoff.until().isAfter(session.now()) || !taken.add(locationId)) {
      return Optional.empty();
    }
    return Optional.of(new Question(locationId));
  }

  private void ask(Session session) {
    try {
      session.apple().clientConfig();
    } catch (NoAnswerException noAnswer) {
      log.info(
          "Location {}: no answer to who manages it: {}",
          session.locationId(),
          noAnswer.getMessage());
    }
    backoffs.compute(
        session.locationId(),
        (_, before) ->
            session.managerKnown()
                ? null
                : Objects.requireNonNullElse(before, Backoff.NONE).longer(session.now()));
  }

  private final class Question implements TrafficSource.Call {
    private final int locationId;

    Question(int locationId) {
      this.locationId = locationId;
    }

    @Override
    public String description() {
      return "who manages location " + locationId;
    }

    @Override
    public void run(Session session) {
      try {
        ask(session);
      } finally {
        taken.remove(locationId);
      }
    }
  }
}
