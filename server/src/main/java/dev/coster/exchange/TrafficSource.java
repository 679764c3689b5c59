package dev.coster.exchange;

import java.time.Duration;
import java.util.Optional;

/**
 * A package that wants something sent to Apple. The exchange asks the sources of a location in the
 * order of their lanes whenever it may send; only the holder of the location's lease asks.
 * Implementations are called by one thread per location at a time, but their {@link Call}s may run
 * beside each other.
 */
public interface TrafficSource {

  /** The lane of what {@link #next} gives. */
  Lane lane();

  /**
   * The next thing to send for this location, if one is due now. What is given is regarded as
   * taken: it must not be given again before its call has ended. Short, from the database or
   * memory; no call to Apple in here.
   */
  Optional<Call> next(Session session);

  /**
   * For how long the source is not asked about a location again when it had nothing for it. A
   * nudge, and the end of any call of the location, let it be asked at once all the same. So this
   * is how late something is noticed of which nobody told, such as what another node wrote.
   */
  default Duration quiet() {
    return Duration.ZERO;
  }

  /** One exchange with Apple, together with what is done with the answer. */
  interface Call {

    /** What it is, for logs and the request log; no secrets. */
    String description();

    /**
     * Sends and handles the answer. Called without a transaction. No answer ({@link
     * dev.coster.apple.NoAnswerException}) may be left to escape: the exchange notes it, waits, and
     * asks the source again.
     */
    void run(Session session);
  }
}
