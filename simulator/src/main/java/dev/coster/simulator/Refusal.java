package dev.coster.simulator;

/** The service refuses a request; turned into an error answer at one place. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final AppleError error;
  final transient ErrorInfo info;

  Refusal(AppleError error) {
    this(error, ErrorInfo.none());
  }

  Refusal(AppleError error, ErrorInfo info) {
    super(error.message);
    this.error = error;
    this.info = info;
  }

  Refusal(AppleError error, ErrorInfo info, Throwable cause) {
    super(error.message, cause);
    this.error = error;
    this.info = info;
  }
}
