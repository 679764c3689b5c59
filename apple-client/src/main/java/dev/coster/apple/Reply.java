package dev.coster.apple;

import java.util.Optional;
import java.util.function.Function;

/**
 * Apple's answer. The body was looked at before the status, so that an error inside a 200 is {@link
 * Refused} too.
 */
public sealed interface Reply<T> {

  /** What the answer carried beside its body. */
  Envelope envelope();

  /** The body, if Apple accepted. */
  Optional<T> accepted();

  /** The same answer with another body. */
  <R> Reply<R> map(Function<? super T, ? extends R> change);

  /** Apple did what was asked; for writes: took it in, to be worked on later. */
  record Accepted<T>(T body, Envelope envelope) implements Reply<T> {
    @Override
    public Optional<T> accepted() {
      return Optional.of(body);
    }

    @Override
    public <R> Reply<R> map(Function<? super T, ? extends R> change) {
      return new Accepted<>(change.apply(body), envelope);
    }
  }

  /**
   * Apple (or somebody on the way) did not.
   *
   * @param error Apple's error; {@link AppleError#none} when the answer held none
   * @param outcomeUnknown a write was answered by something that is neither an acceptance nor an
   *     error of Apple's (a bare 5xx, a page of HTML): Apple may have accepted it all the same.
   *     Always false for reads
   */
  record Refused<T>(
      int httpStatus,
      AppleError error,
      Optional<RetryAfter> retryAfter,
      Envelope envelope,
      boolean outcomeUnknown)
      implements Reply<T> {

    @Override
    public Optional<T> accepted() {
      return Optional.empty();
    }

    @Override
    public <R> Reply<R> map(Function<? super T, ? extends R> change) {
      return new Refused<>(httpStatus, error, retryAfter, envelope, outcomeUnknown);
    }

    /**
     * What follows. A number that is known decides; else the status as far as it is plain: 429 and
     * 5xx ask for patience, as does an answer that is not Apple's, and a 401 with a number of
     * Apple's is about the token.
     */
    public ErrorClass errorClass() {
      return error.known().map(ErrorNumber::errorClass).orElseGet(this::classByStatus);
    }

    private ErrorClass classByStatus() {
      if (httpStatus == 429 || httpStatus >= 500) {
        return ErrorClass.BACK_OFF;
      }
      if (error.isNone()) {
        return switch (httpStatus) {
          case 400, 405, 410, 413, 414, 415, 422, 431 -> ErrorClass.UNKNOWN;
          default -> ErrorClass.BACK_OFF;
        };
      }
      return httpStatus == 401 ? ErrorClass.TOKEN : ErrorClass.UNKNOWN;
    }
  }
}
