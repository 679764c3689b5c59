package dev.coster.distribution;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.location.Location;
import dev.coster.platform.Problem;
import java.util.Map;

/** What can be said of a wish by looking at it alone. */
final class Wishes {
  private Wishes() {}

  static void check(Wish wish) {
    if (wish.assetIds().length == 0) {
      throw Problem.invalid("wish.no_assets", "No app or book was chosen.", "Choose at least one.");
    }
    if (wish.deviceIds().length + wish.personIds().length + wish.holderIds().length == 0) {
      throw Problem.invalid(
          "wish.nobody", "No device and no person was chosen.", "Choose at least one.");
    }
    if (wish.verb() == Verb.GIVE && wish.holderIds().length > 0) {
      throw Problem.invalid(
          "wish.holders",
          "Licenses are given to devices and persons, not to identities at Apple.",
          "Choose devices or persons.");
    }
  }

  /** What a job is called, for instance "Give Keynote to 30 devices and 2 people at North". */
  static String title(Outlook outlook, PlanStore store, Location location) {
    Wish wish = outlook.wish();
    int devices = outlook.targets().devices().getCardinality();
    int people = outlook.targets().count() - devices;
    String what;
    if (wish.assetIds().length == 1) {
      Map<Integer, String> names = store.assetNames(wish.assetIds());
      what = names.getOrDefault(wish.assetIds()[0], "an asset");
    } else {
      what = "%,d apps and books".formatted(outlook.plan().assets().size());
    }
    String whom;
    if (people == 0) {
      whom = Summary.count(devices, "device", "devices");
    } else if (devices == 0) {
      whom = Summary.count(people, "person", "people");
    } else {
      whom =
          Summary.count(devices, "device", "devices")
              + " and "
              + Summary.count(people, "person", "people");
    }
    return wish.verb() == Verb.GIVE
        ? "Give %s to %s at %s".formatted(what, whom, location.name())
        : "Take %s back from %s at %s".formatted(what, whom, location.name());
  }
}
