package dev.coster.exchange;

/** What a request asks of Apple, in Apple's words for events. */
public enum Operation {
  ASSOCIATE,
  DISASSOCIATE,
  REVOKE,
  CREATE,
  UPDATE,
  RETIRE;

  /** Whether it is about assets (and not about users). */
  public boolean onAssets() {
    return this == ASSOCIATE || this == DISASSOCIATE || this == REVOKE;
  }
}
