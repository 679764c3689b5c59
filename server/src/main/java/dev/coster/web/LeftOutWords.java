package dev.coster.web;

import dev.coster.distribution.Distribution.Exclusion;

/** Why somebody is left out of a plan, in plain words. Pure. */
public final class LeftOutWords {

  private LeftOutWords() {}

  /**
   * In words.
   *
   * @param assetsRead whether the apps and books of the plan's location were read at Apple yet
   */
  public static String of(Exclusion reason, boolean assetsRead) {
    return reason == Exclusion.NOT_AT_LOCATION && !assetsRead
        ? "is not known here yet: this location's apps and books were not read at Apple yet"
        : reason.words();
  }
}
