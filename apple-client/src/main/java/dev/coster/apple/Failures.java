package dev.coster.apple;

import dev.coster.apple.NoAnswerException.Reason;
import dev.coster.apple.NoAnswerException.Sent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;

/** Tells from an I/O failure whether the call was perhaps sent, and why there is no answer. */
final class Failures {

  private Failures() {}

  /** A failure before the head of the answer was there. */
  static NoAnswerException whileSending(IOException failure) {
    if (causedBy(failure, UnresolvedAddressException.class)
        || causedBy(failure, UnknownHostException.class)) {
      return of(Sent.NO, Reason.UNKNOWN_HOST, "The name of Apple's host is not known", failure);
    }
    if (failure instanceof HttpConnectTimeoutException
        || causedBy(failure, ConnectException.class)
        || causedBy(failure, NoRouteToHostException.class)) {
      return of(Sent.NO, Reason.NO_CONNECTION, "No connection to Apple's host", failure);
    }
    if (causedBy(failure, SSLHandshakeException.class)) {
      return of(Sent.NO, Reason.NO_TRUST, "No trusted connection to Apple's host", failure);
    }
    if (failure instanceof HttpTimeoutException) {
      return of(Sent.MAYBE, Reason.TOO_SLOW, "No answer within the time given", failure);
    }
    return whileReading(failure);
  }

  /** A failure in the middle of an answer. */
  static NoAnswerException whileReading(IOException failure) {
    if (causedBy(failure, InterruptedException.class)
        || failure instanceof InterruptedIOException) {
      return interrupted(failure);
    }
    if (failure instanceof HttpTimeoutException) {
      return of(Sent.MAYBE, Reason.TOO_SLOW, "The answer did not end in the time given", failure);
    }
    return of(Sent.MAYBE, Reason.CUT, "The connection ended before the answer did", failure);
  }

  /** The waiting thread was interrupted; its flag is set again. */
  static NoAnswerException interrupted(Throwable cause) {
    Thread.currentThread().interrupt();
    return of(Sent.MAYBE, Reason.INTERRUPTED, "Interrupted while waiting for Apple", cause);
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (kind.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static NoAnswerException of(Sent sent, Reason reason, String message, Throwable cause) {
    return new NoAnswerException(sent, reason, message, cause);
  }
}
