package dev.coster.web;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.distribution.Licenses;
import dev.coster.holder.Holders;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.platform.Ints;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what people name (serial numbers, mail addresses, Apple's ids) into a wish of the
 * distribution. Thread-safe.
 */
public final class Wishes {

  private static final int EXAMPLES = 5;
  private static final int[] NONE = {};

  private final Assets assets;
  private final Devices devices;
  private final People people;
  private final Locations locations;
  private final Holders holders;
  private final Licenses licenses;

  /** Made once, by configuration. */
  public Wishes(
      Assets assets,
      Devices devices,
      People people,
      Locations locations,
      Holders holders,
      Licenses licenses) {
    this.assets = assets;
    this.devices = devices;
    this.people = people;
    this.locations = locations;
    this.holders = holders;
    this.licenses = licenses;
  }

  /**
   * What was named.
   *
   * @param location null when there is only one
   * @param assetKeys {@code adamId} or {@code adamId:pricingParam}
   * @param emails mail addresses, or {@code #id} of a person without one
   * @param found whom a search finds, besides those who are named
   */
  public record Selection(
      @Nullable Integer location,
      List<Integer> assetIds,
      List<String> assetKeys,
      List<Integer> deviceIds,
      List<String> serialNumbers,
      List<String> emails,
      List<Integer> holderIds,
      Found found) {}

  /** The wish; names that are not known are refused all at once, with examples. */
  public Wish wish(Verb verb, Selection selection, Visibility visibility) {
    Found found = selection.found();
    refuseForGiving(verb, found);
    int location = location(selection.location(), visibility);
    int[] assetIds = assetIds(selection);
    refuseAssets(assetIds, found);
    int[] deviceIds = deviceIds(selection, visibility);
    int[] personIds = personIds(selection, visibility);
    int[] holderIds = holderIds(selection, location, assetIds, visibility);
    if (deviceIds.length + personIds.length + holderIds.length == 0) {
      throw nobody(found);
    }
    if (found.everything()) {
      refuseNothing(licenses.belongings(visibility, location, deviceIds, personIds, holderIds));
      return new Wish(verb, location, NONE, deviceIds, personIds, holderIds, true);
    }
    boolean foundByHolding =
        found.holders() != null
            && deviceIds.length + personIds.length + selection.holderIds().size() == 0;
    return new Wish(verb, location, assetIds, deviceIds, personIds, holderIds, foundByHolding);
  }

  /** Assets beside everything would be dropped in silence; of holders they say which are meant. */
  private static void refuseAssets(int[] assetIds, Found found) {
    if (assetIds.length == 0 && !found.everything()) {
      throw Problem.invalid("plan.no_asset", "No app or book was chosen.", "Choose at least one.");
    }
    if (assetIds.length > 0 && found.everything() && found.holders() == null) {
      throw Problem.invalid(
          "plan.everything_or_assets",
          "Everything that they have was chosen, and single apps or books as well.",
          "Choose everything, or the apps and books.");
    }
  }

  private static void refuseForGiving(Verb verb, Found found) {
    if (verb == Verb.GIVE && (found.everything() || found.holders() != null)) {
      throw Problem.invalid(
          "plan.only_taking_back",
          "Everything that somebody has, and everybody who has something, can only be taken back.",
          "Name the apps and books, and devices or people.");
    }
  }

  private static Problem nobody(Found found) {
    return found.devices() == null && found.people() == null && found.holders() == null
        ? Problem.invalid(
            "plan.nobody", "Neither a device nor a person was chosen.", "Choose at least one.")
        : Problem.invalid(
            "plan.nobody", "The search finds nobody.", "Search for something else, or for all.");
  }

  private static void refuseNothing(Licenses.Belongings has) {
    if (has.holderIds().length == 0) {
      throw Problem.invalid(
          "plan.nothing_held",
          "Nobody who was chosen has anything at this location, as far as Coster knows.",
          "Choose another location, or somebody else.");
    }
  }

  private int[] deviceIds(Selection selection, Visibility visibility) {
    Devices.Filter found = selection.found().devices();
    refuseUnknownDevices(selection.deviceIds(), visibility);
    int[] named = joined(deviceIds(selection.serialNumbers()), Ints.of(selection.deviceIds()));
    return found == null ? named : joined(devices.idsOf(visibility, found), named);
  }

  private int[] personIds(Selection selection, Visibility visibility) {
    People.Filter found = selection.found().people();
    int[] named = personIds(selection.emails(), visibility);
    return found == null ? named : joined(people.idsOf(visibility, found), named);
  }

  private int[] holderIds(
      Selection selection, int location, int[] assetIds, Visibility visibility) {
    Licenses.HolderFilter found = selection.found().holders();
    int[] named = holderIds(selection.holderIds());
    return found == null
        ? named
        : joined(
            licenses.holderIds(
                visibility,
                assetIds,
                new Licenses.HolderFilter(location, found.text(), found.unlinkedOnly())),
            named);
  }

  private static int[] joined(int[] some, int[] more) {
    return IntStream.concat(IntStream.of(some), IntStream.of(more)).distinct().toArray();
  }

  private int location(@Nullable Integer named, Visibility visibility) {
    if (named != null) {
      return locations
          .find(visibility, named)
          .map(Location::id)
          .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
    }
    List<Location> all = locations.list(visibility);
    if (all.size() == 1) {
      return all.getFirst().id();
    }
    throw Problem.invalid(
        "plan.no_location",
        all.isEmpty()
            ? "There is no location yet."
            : "There are several locations: " + names(all) + ".",
        all.isEmpty()
            ? "Hand in a content token first."
            : "Say whose licenses are meant (in the command line: --location and the id that coster location list shows).");
  }

  private static String names(List<Location> all) {
    String examples =
        all.stream()
            .limit(EXAMPLES)
            .map(each -> each.id() + " " + each.name())
            .collect(Collectors.joining(", "));
    return all.size() > EXAMPLES ? examples + ", …" : examples;
  }

  private int[] assetIds(Selection selection) {
    Set<Integer> ids = new LinkedHashSet<>(selection.assetIds());
    List<String> unknown = new ArrayList<>();
    for (String named : selection.assetKeys()) {
      int colon = named.indexOf(':');
      Assets.Key key =
          colon < 0
              ? new Assets.Key(named, "STDQ")
              : new Assets.Key(
                  named.substring(0, colon), named.substring(colon + 1).toUpperCase(Locale.ROOT));
      assets.idOf(key).ifPresentOrElse(ids::add, () -> unknown.add(named));
    }
    refuse(unknown, "plan.asset_unknown", "No app or book with this id of Apple's: ");
    Set<Integer> known = assets.keys(Set.copyOf(ids)).keySet();
    refuse(strangers(ids, known), "plan.asset_unknown", "No app or book with this id: ");
    return Ints.of(List.copyOf(ids));
  }

  /**
   * Ids that are nobody's are refused here, before the planner makes of them whom they do not name.
   */
  private void refuseUnknownDevices(List<Integer> ids, Visibility visibility) {
    Set<Integer> known = ids.isEmpty() ? Set.of() : devices.known(visibility, Ints.of(ids));
    refuse(strangers(ids, known), "plan.device_unknown", "No device with this id: ");
  }

  private int[] holderIds(List<Integer> ids) {
    Set<Integer> known = ids.isEmpty() ? Set.of() : holders.byId(Set.copyOf(ids)).keySet();
    refuse(strangers(ids, known), "plan.holder_unknown", "No holder with this id: ");
    return Ints.of(ids);
  }

  private static List<String> strangers(Collection<Integer> ids, Set<Integer> known) {
    return ids.stream().filter(id -> !known.contains(id)).map(id -> "#" + id).toList();
  }

  private int[] deviceIds(List<String> serialNumbers) {
    List<String> wanted =
        serialNumbers.stream()
            .map(serial -> serial.strip().toUpperCase(Locale.ROOT))
            .distinct()
            .toList();
    Map<String, Integer> known = devices.idsOf(Set.copyOf(wanted));
    refuse(
        wanted.stream().filter(serial -> !known.containsKey(serial)).toList(),
        "plan.device_unknown",
        "No device with this serial number: ");
    return wanted.stream().mapToInt(serial -> known.getOrDefault(serial, 0)).toArray();
  }

  private int[] personIds(List<String> emails, Visibility visibility) {
    List<String> byMail = emails.stream().filter(text -> !text.startsWith("#")).toList();
    Map<String, Integer> known = people.idsOf(Set.copyOf(lower(byMail)));
    Set<Integer> knownIds = knownPersons(emails, visibility);
    List<String> unknown = new ArrayList<>();
    Set<Integer> ids = new LinkedHashSet<>();
    for (String text : emails) {
      Integer id =
          text.startsWith("#")
              ? number(text).filter(knownIds::contains).orElse(null)
              : known.get(text.toLowerCase(Locale.ROOT));
      if (id == null) {
        unknown.add(text);
      } else {
        ids.add(id);
      }
    }
    refuse(unknown, "plan.person_unknown", "No person with this mail address or id: ");
    return Ints.of(List.copyOf(ids));
  }

  private Set<Integer> knownPersons(List<String> texts, Visibility visibility) {
    List<Integer> ids =
        texts.stream()
            .filter(text -> text.startsWith("#"))
            .flatMap(text -> number(text).stream())
            .toList();
    return ids.isEmpty() ? Set.of() : people.known(visibility, Ints.of(ids));
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text.substring(1)));
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  private static void refuse(List<String> unknown, String code, String what) {
    if (!unknown.isEmpty()) {
      String examples = String.join(", ", unknown.stream().limit(EXAMPLES).toList());
      String more =
          unknown.size() > EXAMPLES ? " and " + (unknown.size() - EXAMPLES) + " more" : "";
      throw Problem.invalid(code, what + examples + more + ".", "Correct or remove it.");
    }
  }
}
