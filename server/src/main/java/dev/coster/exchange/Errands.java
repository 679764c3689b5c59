package dev.coster.exchange;

import dev.coster.apple.ClientConfig;
import dev.coster.apple.Envelope;
import dev.coster.apple.ErrorClass;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Reply;
import dev.coster.location.Candidates;
import dev.coster.location.Candidates.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What a node does at Apple that belongs to no location yet: reads the service config, and asks
 * about tokens that were handed in; as fast as Apple allows, and at most one of them a second. For
 * one thread.
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

  /** Runs at most one errand, and tells when to look again. */
  Instant step() {
    Instant now = parts.time().now();
    if (next().isAfter(now)) {
      return next();
    }
    if (!configAt().isAfter(now)) {
      boolean read = parts.line().readServiceConfig().isPresent();
      config = read ? Backoff.NONE : config.longer(parts.time().now());
      return next();
    }
    Optional<Candidates.Candidate> candidate = candidates.next();
    candidate.ifPresentOrElse(
        due -> candidates.answered(due.jobId(), ask(due)), () -> lookAt = idleUntil(now));
    return next();
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

  private Answer ask(Candidates.Candidate candidate) {
    try {
      return switch (parts.line().candidate(candidate.secret()).clientConfig()) {
        case Reply.Accepted<ClientConfig>(ClientConfig described, Envelope envelope) ->
            new Answer.Described(
                ClaimSource.description(described),
                Watcher.claim(described.mdmInfo()),
                envelope.tokenExpiresAt().map(OffsetDateTime::toInstant).orElse(null));
        case Reply.Refused<ClientConfig> refused ->
            refused.error().isNone() || refused.errorClass() == ErrorClass.BACK_OFF
                ? new Answer.NoAnswer()
                : new Answer.RefusedBy(refused.error().number(), refused.error().message());
      };
    } catch (NoAnswerException noAnswer) {
      return new Answer.NoAnswer();
    }
  }
}
