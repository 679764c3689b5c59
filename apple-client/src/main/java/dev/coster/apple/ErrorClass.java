package dev.coster.apple;

/** What to do after an error. */
public enum ErrorClass {
  /** The request is wrong: never repeat it as it is. */
  FIX,
  /** The token or its rights: stop at this location. */
  TOKEN,
  /** Wait and repeat. */
  BACK_OFF,
  /** Our picture is old: read, then decide. */
  REREAD,
  /** What was asked for is already so. */
  GOAL_REACHED,
  /** A number nobody here knows: keep, show, do not repeat blindly. */
  UNKNOWN
}
