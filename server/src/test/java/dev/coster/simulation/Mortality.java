package dev.coster.simulation;

/** Whether a node is alive, and when it is going to die: at a call to Apple, or at a commit. */
final class Mortality {
  private boolean dead;
  private Moment moment = Moment.NEVER;
  private int left;

  /** Where death waits. */
  enum Moment {
    NEVER,
    BEFORE_CALL,
    AFTER_CALL,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  /** Dies when this moment has come so many times; at once when it never does. */
  void dieAt(Moment atMoment, int times) {
    moment = atMoment;
    left = times;
  }

  boolean doomed() {
    return moment != Moment.NEVER;
  }

  Moment moment() {
    return moment;
  }

  boolean dead() {
    return dead;
  }

  void kill() {
    dead = true;
  }

  /** Nothing happens in a dead process. */
  void requireAlive() {
    if (dead) {
      throw new Crash();
    }
  }

  /** A moment has come. */
  void at(Moment now) {
    requireAlive();
    if (now == moment && --left <= 0) {
      dead = true;
      throw new Crash();
    }
  }
}
