package dev.coster.people;

/** Numbers of people in words. */
final class Counts {
  private Counts() {}

  static String people(long count) {
    return "%,d %s".formatted(count, count == 1 ? "person" : "people");
  }

  static String are(long count) {
    return count == 1 ? "is" : "are";
  }
}
