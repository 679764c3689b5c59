package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.catalog.Assets.AtLocation;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Licenses;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.platform.Visibility;
import dev.coster.web.Found;
import dev.coster.web.Readings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills the form for giving and taking back: whose licenses are meant, and how many there are. */
public final class GiveForms {

  private static final int FOUND = 12;

  /** So many other locations are offered for an asset; it is on its own page at all of them. */
  private static final int ELSEWHERE = 5;

  private final Assets assets;
  private final Devices devices;
  private final People people;
  private final Locations locations;
  private final Readings readings;
  private final Ages ages;

  GiveForms(
      Assets assets,
      Devices devices,
      People people,
      Locations locations,
      Readings readings,
      Ages ages) {
    this.ages = ages;
    this.assets = assets;
    this.devices = devices;
    this.people = people;
    this.locations = locations;
    this.readings = readings;
  }

  /** The form. */
  public record FormView(
      boolean give,
      List<Location> locations,
      int locationId,
      List<Chosen> chosen,
      String search,
      List<Chosen> found,
      List<String> items,
      String itemsInWords,
      String serials,
      String emails,
      Searches searches,
      Readings.Part licenses) {}

  /** Whom searches mean, in words, with the fields that carry them; empty texts for what is not. */
  public record Searches(
      boolean allDevices,
      String devices,
      String deviceSearch,
      boolean allPeople,
      String people,
      String peopleSearch,
      String peopleState,
      boolean allHolders,
      String holders,
      String holderSearch,
      boolean unlinked,
      boolean everything) {}

  /**
   * An asset that may be ticked.
   *
   * @param words how many licenses the chosen location has for it
   * @param lacking none at all, or not there
   * @param elsewhere where it is when it is not at the chosen location, where most is first
   * @param moreElsewhere at how many further locations it is
   * @param age how old the count is; null when there is none
   */
  public record Chosen(
      int assetId,
      String name,
      String words,
      boolean lacking,
      List<Elsewhere> elsewhere,
      int moreElsewhere,
      Ages.@Nullable Age age) {}

  /** Another location that has an asset, with how old its count is. */
  public record Elsewhere(int locationId, String location, String words, Ages.@Nullable Age age) {}

  FormView form(Visibility visibility, Choice choice) {
    List<Location> all = locations.list(visibility);
    int location = location(visibility, choice, all);
    return new FormView(
        choice.what() == Verb.GIVE,
        all,
        location,
        chosen(visibility, choice.what(), choice.assetsAt(location), location),
        choice.searched(),
        found(visibility, choice.what(), choice.searched(), location),
        choice.itemTexts(),
        itemsInWords(choice, all),
        serials(visibility, choice),
        emails(visibility, choice),
        searches(visibility, choice),
        readings.of(visibility).licenses().at(location == 0 ? null : location));
  }

  private Searches searches(Visibility visibility, Choice choice) {
    Found found = choice.found();
    Devices.Filter someDevices = Found.devices(choice.deviceSearch());
    People.Filter somePeople = Found.people(choice.peopleSearch(), choice.peopleState());
    String ofDevices = Texts.atMost(devices.count(visibility, someDevices, Texts.COUNT_AT_MOST));
    String ofPeople = Texts.atMost(people.count(visibility, somePeople, Texts.COUNT_AT_MOST));
    return new Searches(
        found.devices() != null,
        "All " + ofDevices + " devices" + thatFinds(someDevices.text()),
        someDevices.text(),
        found.people() != null,
        "All "
            + ofPeople
            + " people"
            + (somePeople.state() == null
                ? ""
                : " in the state “" + PeoplePages.words(somePeople.state()) + "”")
            + thatFinds(somePeople.text()),
        somePeople.text(),
        somePeople.state() == null ? "" : somePeople.state().name(),
        found.holders() != null,
        found.holders() == null ? "" : holders(found.holders()),
        found.holders() == null ? "" : found.holders().text(),
        found.holders() != null && found.holders().unlinkedOnly(),
        found.everything());
  }

  private static String holders(Licenses.HolderFilter filter) {
    return "Everybody who has one of these"
        + (filter.unlinkedOnly() ? ", and is linked to nobody" : "")
        + (filter.text().isEmpty() ? "" : ", and begins with “" + filter.text() + "”");
  }

  private static String thatFinds(String text) {
    return text.isEmpty() ? "" : " that “" + text + "” finds";
  }

  /** The one that was chosen, else the one that most of what is chosen belongs to. */
  private int location(Visibility visibility, Choice choice, List<Location> all) {
    Integer named = choice.named();
    if (named != null) {
      return named;
    }
    Map<Integer, Long> score = new HashMap<>(choice.itemsByLocation());
    if (score.isEmpty()) {
      for (int asset : choice.assets()) {
        for (AtLocation at : assets.atLocations(visibility, asset)) {
          score.merge(at.locationId(), worth(choice.what(), at), Long::sum);
        }
      }
    }
    Comparator<Location> byScore =
        Comparator.comparingLong(location -> score.getOrDefault(location.id(), 0L));
    return all.stream()
        .max(
            Comparator.<Location, Boolean>comparing(location -> score.containsKey(location.id()))
                .thenComparing(location -> location.state().writable())
                .thenComparing(byScore)
                .thenComparing(Location::id, Comparator.reverseOrder()))
        .map(Location::id)
        .orElse(0);
  }

  private static long worth(Verb verb, AtLocation at) {
    if (verb == Verb.TAKE_BACK) {
      return at.assigned();
    }
    Long free = at.free();
    return at.unlimited() || free == null ? Integer.MAX_VALUE : Math.max(0, free);
  }

  /** What a text finds: first what is at the location, then what is only elsewhere. */
  List<Chosen> found(Visibility visibility, Verb verb, String text, int location) {
    if (text.isEmpty()) {
      return List.of();
    }
    Set<Integer> ids = new LinkedHashSet<>(ids(visibility, text, location == 0 ? null : location));
    ids.addAll(ids(visibility, text, null));
    return chosen(visibility, verb, ids.stream().limit(FOUND).toList(), location);
  }

  private List<Integer> ids(Visibility visibility, String text, @Nullable Integer location) {
    Assets.Filter filter = new Assets.Filter(text, location, null, false);
    return assets.list(visibility, filter, null, FOUND).stream().map(Assets.Row::assetId).toList();
  }

  /** Assets, each with what the location has of it. */
  List<Chosen> chosen(Visibility visibility, Verb verb, List<Integer> assetIds, int location) {
    boolean read = readings.of(visibility).assets().at(location).whole();
    return assetIds.stream()
        .flatMap(id -> assets.find(visibility, id).stream())
        .map(
            row -> chosen(row, assets.atLocations(visibility, row.assetId()), verb, location, read))
        .toList();
  }

  private Chosen chosen(
      Assets.Row row, List<AtLocation> all, Verb verb, int location, boolean read) {
    AtLocation at =
        all.stream().filter(each -> each.locationId() == location).findFirst().orElse(null);
    boolean lacking =
        at == null
            || (verb == Verb.GIVE
                ? !at.unlimited() && at.free() != null && at.free() <= 0
                : at.assigned() == 0);
    return new Chosen(
        row.assetId(),
        row.name(),
        words(verb, at, read),
        lacking,
        at != null ? List.of() : elsewhere(verb, all),
        at != null ? 0 : Math.max(0, all.size() - ELSEWHERE),
        at == null ? null : ages.of(at.asOf()));
  }

  private List<Elsewhere> elsewhere(Verb verb, List<AtLocation> all) {
    return all.stream()
        .sorted(Comparator.comparingLong((AtLocation at) -> -worth(verb, at)))
        .limit(ELSEWHERE)
        .map(each -> elsewhere(verb, each))
        .toList();
  }

  private Elsewhere elsewhere(Verb verb, AtLocation at) {
    return new Elsewhere(
        at.locationId(), at.locationName(), words(verb, at, true), ages.of(at.asOf()));
  }

  private static String words(Verb verb, @Nullable AtLocation at, boolean read) {
    if (at == null) {
      return read ? "not at this location" : "not read yet at this location";
    }
    if (verb == Verb.TAKE_BACK) {
      return Words.count(at.assigned(), "license is given", "licenses are given");
    }
    Long free = at.free();
    if (at.unlimited()) {
      return "unlimited";
    }
    return free == null
        ? "not counted yet"
        : Words.count(Math.max(0, free), "license free", "licenses free");
  }

  private static String itemsInWords(Choice choice, List<Location> all) {
    Map<Integer, Long> byLocation = choice.itemsByLocation();
    if (byLocation.isEmpty()) {
      return "";
    }
    long total = byLocation.values().stream().mapToLong(Long::longValue).sum();
    String sentence = Words.count(total, "license was", "licenses were") + " ticked in the list";
    if (byLocation.size() == 1) {
      return sentence + ".";
    }
    Map<Integer, String> names =
        all.stream().collect(Collectors.toMap(Location::id, Location::name));
    return sentence
        + ": "
        + byLocation.entrySet().stream()
            .map(each ->
                Words.number(each.getValue()) + " at " + names.getOrDefault(each.getKey(), "?"))
            .collect(Collectors.joining(", "))
        + ". A plan is about one location; take the others back in a plan of their own.";
  }

  private String serials(Visibility visibility, Choice choice) {
    String typed = choice.serials();
    return typed != null && !typed.isEmpty()
        ? typed
        : choice.devices().stream()
            .flatMap(id -> devices.find(visibility, id).stream())
            .map(Devices.Row::serialNumber)
            .filter(serial -> serial != null)
            .collect(Collectors.joining("\n"));
  }

  private String emails(Visibility visibility, Choice choice) {
    String typed = choice.emails();
    return typed != null && !typed.isEmpty()
        ? typed
        : choice.persons().stream()
            .flatMap(id -> people.find(visibility, id).stream())
            .map(row -> row.email() == null ? "#" + row.id() : row.email())
            .collect(Collectors.joining("\n"));
  }
}
