package dev.coster.simulator;

/** What goes wrong with one answer. */
enum Mishap {
  NONE,
  SERVER_ERROR,
  UNAVAILABLE,
  TOO_MANY,
  CUT_BEFORE,
  ERROR_AFTER_WORK,
  LOST,
  CUT_MIDWAY,
  HANG;

  static Mishap draw(World world) {
    Faults.Answers chances = world.faults.answers();
    double drawn = world.luck.nextDouble();
    drawn -= chances.serverError();
    if (drawn < 0) {
      return SERVER_ERROR;
    }
    drawn -= chances.unavailable();
    if (drawn < 0) {
      return UNAVAILABLE;
    }
    drawn -= world.faults.rate().randomRefusal();
    if (drawn < 0) {
      return TOO_MANY;
    }
    drawn -= chances.cutBefore();
    if (drawn < 0) {
      return CUT_BEFORE;
    }
    drawn -= chances.errorAfterWork();
    if (drawn < 0) {
      return ERROR_AFTER_WORK;
    }
    drawn -= chances.lostAnswer();
    if (drawn < 0) {
      return LOST;
    }
    drawn -= chances.cutMidway();
    if (drawn < 0) {
      return CUT_MIDWAY;
    }
    return drawn < chances.hang() ? HANG : NONE;
  }
}
