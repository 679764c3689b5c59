package dev.coster.exchange;

import dev.coster.apple.Envelope;
import dev.coster.apple.ErrorClass;
import dev.coster.apple.ErrorNumber;
import dev.coster.apple.MdmInfo;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.NoAnswerException.Reason;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.apple.Reply;
import dev.coster.location.Location;
import dev.coster.location.LocationAccess;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every answer of a location before anybody else does: who manages the location, whether
 * the token is still good, how fast we may go on. Thread-safe.
 */
final class Watcher {
  private static final Logger log = LoggerFactory.getLogger(Watcher.class);
  private static final int TOO_MANY = 429;

  private final Desk desk;
  private final Location location;
  private final LocationAccess.UsableToken token;
  private final LocationAccess locations;
  private final Transactions transactions;
  private final Silences silences;
  private final Mishaps mishaps;

  Watcher(
      Desk desk,
      Location location,
      LocationAccess.UsableToken token,
      LocationAccess locations,
      Line.Keeping keeping) {
    this.desk = desk;
    this.location = location;
    this.token = token;
    this.locations = locations;
    this.transactions = keeping.transactions();
    this.silences = keeping.silences();
    this.mishaps = keeping.mishaps();
  }

  /**
   * An answer came.
   *
   * @param sentAt when the question was sent
   * @param claimsBefore {@link Desk#claims} then
   */
  void saw(Reply<?> reply, Instant sentAt, long claimsBefore, Instant now) {
    if (reply instanceof Reply.Refused<?> refused) {
      pace(desk.pacer(), refused, now);
    } else {
      desk.pacer().answered();
    }
    try {
      if (reply instanceof Reply.Refused<?> refused) {
        silences.told(location.id(), refused);
        if (refused.errorClass() == ErrorClass.TOKEN) {
          sawTokenRefused(refused.error().number(), now);
        }
      }
      if (sawEnvelope(reply.envelope(), sentAt, claimsBefore)) {
        desk.heard(now);
      }
    } catch (RuntimeException failed) {
      // The answer itself must reach who asked; the next answer tells the same again.
      desk.notTold();
      mishaps.happened("Location %d: keeping what an answer said".formatted(location.id()), failed);
    }
  }

  /**
   * Nobody may take an answer about another library for ours.
   *
   * @throws NoAnswerException when it is one
   */
  void refuseForeign(Reply<?> reply, Instant now) {
    String uId = reply.envelope().uId();
    if (uId != null && !uId.equals(location.uId())) {
      desk.pacer().trouble(now);
      log.error("Location {}: Apple answers for another one, {}", location.id(), uId);
      throw new NoAnswerException(
          Sent.MAYBE, Reason.ANOTHER_LIBRARY, "The answer is about another location", null);
    }
  }

  /** A token that was renewed meanwhile is no news: what was refused is simply asked again. */
  private void sawTokenRefused(int number, Instant now) {
    boolean renewed =
        number == ErrorNumber.TOKEN_INVALID.number()
            && locations
                .tokenFor(location.id())
                .map(fresh -> !fresh.secret().equals(token.secret()))
                .orElse(false);
    log.warn("Location {}: Apple refused the token with {}", location.id(), number);
    if (!renewed) {
      transactions.run(() -> locations.tokenRefused(token.id(), number, now));
    }
  }

  /** What a refusal means for the pace. */
  static void pace(Pacer pacer, Reply.Refused<?> refused, Instant now) {
    refused.retryAfter().ifPresent(wait -> pacer.askedToWait(now, wait.from(now)));
    if (refused.httpStatus() == TOO_MANY
        || refused.error().number() == ErrorNumber.TOO_MANY_REQUESTS.number()) {
      pacer.tooMany(now);
    } else if (refused.errorClass() == ErrorClass.BACK_OFF) {
      pacer.trouble(now);
    } else {
      pacer.answered();
    }
  }

  /** Whether it says something of Apple, or of the way there. */
  static boolean isTrouble(NoAnswerException noAnswer) {
    return !noAnswer.interrupted() && noAnswer.reason() != Reason.HELD_BACK;
  }

  /** No answer came. */
  void sawNothing(NoAnswerException noAnswer, Instant now) {
    if (isTrouble(noAnswer)) {
      desk.pacer().trouble(now);
    }
  }

  /**
   * Notes who manages the location; false when the answer does not tell. Without a uId it says
   * nothing of the claim; nor does one that is of before our own.
   */
  private boolean sawEnvelope(Envelope envelope, Instant sentAt, long claimsBefore) {
    if (envelope.uId() == null || claimsBefore != desk.claims()) {
      return false;
    }
    Claim seen = claim(envelope.mdmInfo());
    boolean foreign = seen != null && !seen.id().equals(location.claimId().toString());
    if (desk.isNews(seen) || (foreign && location.state().writable())) {
      transactions.run(() -> locations.claimSeen(location.id(), seen, sentAt));
    }
    return true;
  }

  static @Nullable Claim claim(@Nullable MdmInfo info) {
    return info == null ? null : new Claim(info.id(), info.name(), info.metadata());
  }
}
