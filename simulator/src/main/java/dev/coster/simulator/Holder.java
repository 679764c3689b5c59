package dev.coster.simulator;

/**
 * Holders as ints: even for devices, odd for user records, so that a million assignments stay
 * small.
 */
final class Holder {
  private Holder() {}

  static int device(int number) {
    return number << 1;
  }

  static int user(int number) {
    return (number << 1) | 1;
  }

  static boolean isUser(int holder) {
    return (holder & 1) == 1;
  }

  static int number(int holder) {
    return holder >>> 1;
  }
}
