package dev.coster.location;

import dev.coster.apple.ContentToken;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAccess.Description;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were handed in and about which Apple has not been asked yet. {@code exchange} takes
 * one after the other, reads {@code client/config} with it, and gives the answer back; what the
 * answer means is decided here. Several nodes may serve it beside each other. Thread-safe.
 */
public interface Candidates {

  /**
   * The next token to ask Apple about, if one is due now: one for a new location, or one that is
   * meant for a location of these. It is not given again for a minute, so that a node that dies in
   * between delays it and loses nothing. To be called without a transaction.
   */
  Optional<Candidate> next(Set<Integer> locationIds);

  /**
   * Apple wants no question before then: the token is not due sooner. Opens its own transaction.
   */
  void later(UUID jobId, Instant notBefore);

  /**
   * What Apple answered. Ends the job, or, without an answer, lets the token be asked about again
   * later. An answer for a job that is over is ignored. Opens its own transaction.
   */
  void answered(UUID jobId, Answer answer);

  /**
   * A token to ask about.
   *
   * @param renews the location that it is meant for; null = a new one
   */
  record Candidate(UUID jobId, @Nullable Integer renews, ContentToken secret) {}

  /** What came back from Apple. */
  sealed interface Answer {

    /**
     * Apple knows the token.
     *
     * @param seen who manages the location; null when nobody does
     * @param tokenExpires Apple's own word on the token's end
     */
    record Described(Description description, @Nullable Claim seen, @Nullable Instant tokenExpires)
        implements Answer {}

    /** Apple refused the token, with its number. */
    record RefusedBy(int number, String message) implements Answer {}

    /**
     * Nobody answered, or with something that is not Apple's service, or that asks for patience.
     *
     * @param notBefore before this Apple wants no further question; null = it did not say
     */
    record NoAnswer(@Nullable Instant notBefore) implements Answer {
      public NoAnswer() {
        this(null);
      }
    }
  }
}
