package dev.coster.simulator;

/** What becomes of an answer on its way to the caller. */
public enum Fate {
  /** The caller gets the answer. */
  ANSWER,
  /** The connection is cut and nothing was done; the caller gets nothing. */
  CUT_BEFORE_WORK,
  /** The work was done or accepted, then the connection is cut; the caller gets nothing. */
  LOSE_ANSWER_AFTER_WORK,
  /** The work was done or accepted; the caller gets the head and a part of the body. */
  CUT_MIDWAY,
  /** Nothing comes until the caller gives up; whether the work is done, nobody can tell. */
  HANG
}
