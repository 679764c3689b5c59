package dev.coster.apple;

/**
 * Hears of every exchange with Apple once it is over: for metrics, and for whoever must look at
 * every answer's envelope. Called by the thread that made the call, before the caller gets the
 * answer; must be quick. Throws nothing but a {@link NoAnswerException}, which the caller then gets
 * instead of an answer that must not be believed.
 */
public interface TrafficListener {

  /** Hears nothing. */
  TrafficListener NONE = new TrafficListener() {};

  /**
   * Apple answered.
   *
   * @param nanos from the call to the end of the body
   */
  default void answered(AppleOperation operation, Reply<?> reply, long nanos) {}

  /** Apple did not answer. */
  default void unanswered(AppleOperation operation, NoAnswerException failure, long nanos) {}
}
