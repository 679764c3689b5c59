package dev.coster.exchange;

import dev.coster.apple.AppleLocation;
import dev.coster.apple.ClientConfig;
import dev.coster.apple.Envelope;
import dev.coster.apple.ErrorClass;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Reply;
import dev.coster.location.Candidates;
import dev.coster.location.Candidates.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a node does at Apple beside the traffic of its locations: reads the service config, and asks
 * about tokens that were handed in; at most one of them a second, and none while Apple wants
 * silence where it goes. A token that is meant for a location is asked about by the node that
 * serves it, as one call of its traffic; of any other token nobody knows where it leads, so that it
 * waits as long as any location does. For one thread.
 */
final class Errands {
  private final ExchangeParts parts;
  private final Candidates candidates;
  private Instant lookAt = Instant.MIN;
  private Backoff config = Backoff.NONE;

  Errands(ExchangeParts parts, Candidates candidates) {
    this.parts = parts;
    this.candidates = candidates;
  }

  /**
   * Runs at most one errand, and tells when to look again.
   *
   * @param desks of the locations that this node serves
   */
  Instant step(Supplier<Map<Integer, Desk>> desks) {
    Instant now = parts.time().now();
    if (next().isAfter(now)) {
      return next();
    }
    if (!configAt().isAfter(now)) {
      boolean read = parts.line().readServiceConfig().isPresent();
      config = read ? Backoff.NONE : config.longer(parts.time().now());
      return next();
    }
    Map<Integer, Desk> served = desks.get();
    Optional<Candidates.Candidate> candidate = candidates.next(served.keySet());
    candidate.ifPresentOrElse(
        due -> see(due, due.renews() == null ? null : served.get(due.renews())),
        () -> lookAt = idleUntil(now));
    return next();
  }

  private void see(Candidates.Candidate due, @Nullable Desk desk) {
    Instant silent = desk == null ? parts.silences().untilAnywhere() : silence(desk);
    if (silent.isAfter(parts.time().now())) {
      candidates.later(due.jobId(), silent);
      return;
    }
    AppleLocation apple =
        desk == null
            ? parts.line().candidate(due.secret())
            : parts.line().candidate(due.secret(), desk);
    candidates.answered(due.jobId(), ask(apple));
    if (desk != null) {
      desk.savePace();
    }
  }

  private Instant silence(Desk desk) {
    Instant told = parts.silences().until(desk.lease().locationId());
    Instant paced = desk.pacer().silentUntil();
    return paced != null && paced.isAfter(told) ? paced : told;
  }

  private Instant next() {
    Instant paced = parts.line().unownedAt();
    return lookAt.isAfter(paced) ? lookAt : paced;
  }

  private Instant idleUntil(Instant now) {
    Instant regular = now.plus(parts.time().settings().lookEvery());
    Instant due = configAt();
    return due.isBefore(regular) ? due : regular;
  }

  private Instant configAt() {
    Instant due = parts.configs().dueAt();
    return due.isAfter(config.until()) ? due : config.until();
  }

  private Answer ask(AppleLocation apple) {
    try {
      return switch (apple.clientConfig()) {
        case Reply.Accepted<ClientConfig>(ClientConfig described, Envelope envelope) ->
            new Answer.Described(
                ClaimSource.description(described),
                Watcher.claim(described.mdmInfo()),
                envelope.tokenExpiresAt().map(OffsetDateTime::toInstant).orElse(null));
        case Reply.Refused<ClientConfig> refused ->
            refused.error().isNone() || refused.errorClass() == ErrorClass.BACK_OFF
                ? new Answer.NoAnswer(silence(refused))
                : new Answer.RefusedBy(refused.error().number(), refused.error().message());
      };
    } catch (NoAnswerException noAnswer) {
      return new Answer.NoAnswer();
    }
  }

  private @Nullable Instant silence(Reply.Refused<?> refused) {
    Instant now = parts.time().now();
    return refused.retryAfter().map(wait -> now.plus(Pacer.bounded(wait.from(now)))).orElse(null);
  }
}
