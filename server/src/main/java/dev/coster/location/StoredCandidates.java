package dev.coster.location;

import dev.coster.apple.ContentToken;
import dev.coster.apple.ErrorClass;
import dev.coster.apple.ErrorNumber;
import dev.coster.job.Job;
import dev.coster.location.CandidateStore.Row;
import dev.coster.platform.Problem;
import dev.coster.platform.Problem.Kind;
import dev.coster.platform.Problem.Side;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens in the table {@code token_candidate}, and what Apple's answers make of them. */
final class StoredCandidates implements Candidates {
  /**
   * Asked so often, without silences that Apple wanted, which are no failures: a quarter of an hour
   * at least.
   */
  static final int MOST_ATTEMPTS = 16;

  private static final Duration TURN = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 4;

  private final Transactions transactions;
  private final CandidateStore store;
  private final Acceptance acceptance;
  private final Surroundings surroundings;

  StoredCandidates(
      Transactions transactions,
      CandidateStore store,
      Acceptance acceptance,
      Surroundings surroundings) {
    this.transactions = transactions;
    this.store = store;
    this.acceptance = acceptance;
    this.surroundings = surroundings;
  }

  @Override
  public Optional<Candidate> next(Set<Integer> locationIds) {
    Instant now = surroundings.clock().instant();
    return transactions.call(() -> store.take(locationIds, now, now.plus(TURN))).map(this::open);
  }

  @Override
  public void later(UUID jobId, Instant notBefore) {
    transactions.run(() -> store.lock(jobId).ifPresent(_ -> silence(jobId, notBefore)));
  }

  private void silence(UUID jobId, Instant until) {
    store.wait(jobId, until);
    surroundings.jobs().running(jobId, waiting(until));
  }

  private String waiting(Instant notBefore) {
    Duration wait = Duration.between(surroundings.clock().instant(), notBefore);
    return "Waiting for Apple: its service asked for a pause. It is asked in %d s."
        .formatted(wait.toSeconds() + 1);
  }

  private Candidate open(Row row) {
    String fingerprint = HexFormat.of().formatHex(row.fingerprint());
    String text = surroundings.secrets().open(HandedIn.purpose(fingerprint), row.secret());
    return new Candidate(row.jobId(), row.renews(), ContentToken.of(text));
  }

  @Override
  public void answered(UUID jobId, Answer answer) {
    transactions.run(() -> store.lock(jobId).ifPresent(row -> settle(row, answer)));
  }

  private void settle(Row row, Answer answer) {
    switch (answer) {
      case Answer.Described described -> accept(row, described);
      case Answer.RefusedBy(int number, String _) when passes(number) -> later(row, null);
      case Answer.RefusedBy(int number, String message) -> {
        store.delete(row.jobId());
        fail(row.jobId(), refusal(number, message));
      }
      case Answer.NoAnswer(Instant notBefore) -> later(row, notBefore);
    }
  }

  /** Numbers that ask for patience say nothing of the token. */
  private static boolean passes(int number) {
    return ErrorNumber.of(number)
        .filter(known -> known.errorClass() == ErrorClass.BACK_OFF)
        .isPresent();
  }

  private void accept(Row row, Answer.Described described) {
    store.delete(row.jobId());
    Job job = surroundings.jobs().find(Visibility.ALL, row.jobId()).orElseThrow();
    if (!job.state().finished()) {
      acceptance.accept(row, described, job);
    }
  }

  private static Problem refusal(int number, String message) {
    return TokenFault.of(number)
        .map(TokenFault::problem)
        .orElseGet(() ->
            new Problem(
                Kind.INVALID,
                Side.APPLE,
                "location.token.refused",
                "Apple refused this token (%d): %s".formatted(number, message),
                "The location was not added or renewed.",
                TokenFault.DOWNLOAD));
  }

  private void later(Row row, @Nullable Instant notBefore) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(row.attempts(), DOUBLINGS));
    Instant next = surroundings.clock().instant().plus(pause);
    if (notBefore != null && notBefore.isAfter(next)) {
      silence(row.jobId(), notBefore);
      return;
    }
    if (row.attempts() + 1 >= MOST_ATTEMPTS) {
      store.delete(row.jobId());
      fail(row.jobId(), unreachable());
      return;
    }
    store.postpone(row.jobId(), next);
    surroundings
        .jobs()
        .running(
            row.jobId(),
            "Waiting for Apple: its service did not answer. It is asked again in %d s."
                .formatted(pause.toSeconds()));
  }

  private static Problem unreachable() {
    return new Problem(
        Kind.UNAVAILABLE,
        Side.APPLE,
        "location.apple_silent",
        "Apple's service was asked %d times and did not answer.".formatted(MOST_ATTEMPTS),
        "Nobody knows yet whether the token is good; it was not kept.",
        "Check that this server reaches vpp.itunes.apple.com (port 443), then hand it in again.");
  }

  /** Looks after a job that waits for its answer; false when the token is no longer waiting. */
  boolean watch(Job job) {
    return transactions.call(() -> {
      Optional<Row> row = store.lock(job.id());
      if (row.isPresent() && job.cancelRequested()) {
        store.delete(job.id());
        return false;
      }
      return row.isPresent();
    });
  }

  private void fail(UUID job, Problem problem) {
    surroundings.jobs().fail(job, problem);
  }
}
