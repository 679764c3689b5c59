package dev.coster.apple;

/**
 * Carries one HTTP call to Apple and brings the answer back: the seam that simulations and tests
 * replace. Implementations are thread-safe, follow no redirect, repeat nothing that was perhaps
 * sent with a body, and add no credential of their own.
 */
public interface Transport {

  /**
   * Sends the call and waits for the head of the answer. The caller closes the answer.
   *
   * @throws NoAnswerException when there is no answer; it tells whether the call was perhaps sent
   */
  HttpAnswer exchange(HttpCall call);
}
