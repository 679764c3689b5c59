package dev.coster.simulator;

/** Something asked of the {@link Portal} is impossible; the message says why. */
public final class PortalRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status the HTTP status that fits: 400, 404 or 409
   * @param message what is impossible and why
   */
  public PortalRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status that fits. */
  public int status() {
    return status;
  }
}
