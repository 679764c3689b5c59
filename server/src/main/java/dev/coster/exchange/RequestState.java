package dev.coster.exchange;

/** How far a request is. */
public enum RequestState {
  /** Written down, not sent. */
  RECORDED,
  /** Being sent; when its sender dies, it is lost. */
  SENT,
  /** Apple gave an event id. */
  ACCEPTED,
  /**
   * Sent without an answer, or still pending after ten minutes: Apple's state is read, and tells.
   */
  LOST,
  /** The event failed in part: its pairs are being checked by reading. */
  CHECKING,
  /** Over; the outcome tells how. */
  SETTLED;

  /** Whether the request still holds its pairs and reservations. */
  public boolean open() {
    return this != SETTLED;
  }
}
