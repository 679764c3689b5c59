package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * There was no answer from Apple, or it ended before its end. Says whether the call may have
 * reached Apple, which is what a caller of a write has to know. Messages hold no secret.
 */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Sent sent;
  private final Reason reason;

  public NoAnswerException(Sent sent, Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.sent = sent;
    this.reason = reason;
  }

  /** Whether Apple may have seen the call. */
  public Sent sent() {
    return sent;
  }

  /** Why there is no answer. */
  public Reason reason() {
    return reason;
  }

  /** Whether the waiting thread was interrupted; its interrupt flag is set again. */
  public boolean interrupted() {
    return reason == Reason.INTERRUPTED;
  }

  /** Whether a call reached Apple. */
  public enum Sent {
    /** Surely not: there was no connection. */
    NO,
    /** Perhaps: the call went out, or part of it. A write may have been accepted. */
    MAYBE
  }

  /** Why there is no answer. */
  public enum Reason {
    /** The name of the host is not known. */
    UNKNOWN_HOST,
    /** No connection: refused, or no route. */
    NO_CONNECTION,
    /** TLS could not be agreed on, or the certificate is not trusted. */
    NO_TRUST,
    /** No answer within the time given. */
    TOO_SLOW,
    /** The connection or the body ended too early. */
    CUT,
    /** The body is larger than the cap. */
    TOO_LARGE,
    /** There was an answer, but about another library than the one that was asked about. */
    ANOTHER_LIBRARY,
    /** The call was held back on this side, since Apple wants none at this moment. */
    HELD_BACK,
    /** The thread was interrupted. */
    INTERRUPTED
  }
}
