package dev.coster.exchange;

/** How a pair fared that did not simply share its request's lot. */
public enum PairResult {
  /** Confirmed before the rest. */
  CONFIRMED,
  /** Refused by Apple, with its number. */
  REFUSED,
  /** Asked for again by a later request. */
  SENT_AGAIN,
  /** Found missing, and given up after the last attempt. */
  NOT_DONE
}
