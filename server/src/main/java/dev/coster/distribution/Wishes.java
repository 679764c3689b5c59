package dev.coster.distribution;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.location.Location;
import dev.coster.platform.Problem;

/** What can be said of a wish by looking at it alone. */
final class Wishes {
  private Wishes() {}

  static void check(Wish wish) {
    if (wish.assetIds().length == 0 && !wish.everything()) {
      throw Problem.invalid("wish.no_assets", "No app or book was chosen.", "Choose at least one.");
    }
    if (wish.deviceIds().length + wish.personIds().length + wish.holderIds().length == 0) {
      throw Problem.invalid(
          "wish.nobody", "No device and no person was chosen.", "Choose at least one.");
    }
    if (wish.verb() == Verb.GIVE && wish.heldOnly()) {
      throw Problem.invalid(
          "wish.held_only", "What is held already cannot be given.", "Name the apps and books.");
    }
    if (wish.verb() == Verb.GIVE && wish.holderIds().length > 0) {
      throw Problem.invalid(
          "wish.holders",
          "Licenses are given to devices and people, not to identities at Apple.",
          "Choose devices or people.");
    }
  }

  /** What a job is called, for instance "Give Keynote to 30 devices and 2 people at North". */
  static String title(Outlook outlook, PlanStore store, Location location) {
    Wish wish = outlook.wish();
    int devices = outlook.targets().devices().getCardinality();
    int people = outlook.targets().count() - devices;
    String what = what(outlook, store);
    String whom =
        both(
            people > 0 && devices == 0 ? "" : Summary.count(devices, "device", "devices"),
            people == 0 ? "" : Summary.count(people, "person", "people"));
    return wish.verb() == Verb.GIVE
        ? "Give %s to %s at %s".formatted(what, whom, location.name())
        : "Take %s back from %s at %s".formatted(what, whom, location.name());
  }

  private static String what(Outlook outlook, PlanStore store) {
    int assets = outlook.plan().assets().size();
    if (assets == 1) {
      int only = outlook.plan().assets().getFirst().assetId();
      return store.assetNames(new int[] {only}).getOrDefault(only, "an app or book");
    }
    long books =
        outlook.facts().values().stream()
            .filter(asset -> "Book".equalsIgnoreCase(asset.productType()))
            .count();
    return both(
        books == assets ? "" : Summary.count(assets - books, "app", "apps"),
        books == 0 ? "" : Summary.count(books, "book", "books"));
  }

  private static String both(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? one + other : one + " and " + other;
  }
}
