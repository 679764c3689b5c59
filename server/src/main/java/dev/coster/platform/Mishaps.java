package dev.coster.platform;

/**
 * Where an exception goes that work in the background must survive: whoever catches one, to try
 * again later, hands it in here. Nothing that is expected (no answer from Apple, a lease that went
 * to another node, a refusal) is a mishap. Tests bring one that fails, so that no fault of ours
 * hides behind its repetition. Thread-safe.
 */
@FunctionalInterface
public interface Mishaps {

  /**
   * Work has failed and will be tried again.
   *
   * @param where what failed, for a person, with the ids that it takes to find it; no secrets
   */
  void happened(String where, RuntimeException what);

  /** Writes each to the log, with its number since the start. */
  static Mishaps logged() {
    return new LoggedMishaps();
  }
}
