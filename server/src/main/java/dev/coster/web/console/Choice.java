package dev.coster.web.console;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.people.People.PersonState;
import dev.coster.platform.Problem;
import dev.coster.web.Found;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen so far, as addresses and forms carry it.
 *
 * @param item licenses that were ticked in a list; see {@link Item}
 * @param allDevices all devices that {@code deviceSearch} finds; likewise people, and holders of
 *     the chosen assets
 * @param everything for taking back: all that those who are meant have
 * @param search for apps and books to choose from, without JavaScript, too
 * @param switchTo a location and an asset that it has: chosen by a button, so it wins
 */
public record Choice(
    @Nullable Verb verb,
    @Nullable Integer location,
    @Nullable List<Integer> asset,
    @Nullable List<Integer> device,
    @Nullable List<Integer> person,
    @Nullable List<String> item,
    @Nullable String serials,
    @Nullable String emails,
    @Nullable Boolean allDevices,
    @Nullable String deviceSearch,
    @Nullable Boolean allPeople,
    @Nullable String peopleSearch,
    @Nullable PersonState peopleState,
    @Nullable Boolean allHolders,
    @Nullable String holderSearch,
    @Nullable Boolean unlinked,
    @Nullable Boolean everything,
    @Nullable String search,
    @Nullable String switchTo) {

  private static final Pattern SWITCH = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

  /** A license that somebody holds: the same app at another location is another one. */
  public record Item(int location, int asset, int holder) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,9})-(\\d{1,9})");

    static Item parse(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw Problem.invalid(
            "plan.item", "“" + text + "” is not a license of a list.", "Begin again at the list.");
      }
      return new Item(
          Integer.parseInt(parts.group(1)),
          Integer.parseInt(parts.group(2)),
          Integer.parseInt(parts.group(3)));
    }

    /** As it stands in a form. */
    public static String text(int location, int asset, int holder) {
      return location + "-" + asset + "-" + holder;
    }
  }

  /** Whom a search finds. */
  Found found() {
    return new Found(
        isOn(allDevices) ? Found.devices(deviceSearch) : null,
        isOn(allPeople) ? Found.people(peopleSearch, peopleState) : null,
        isOn(allHolders) ? Found.holders(holderSearch, isOn(unlinked)) : null,
        isOn(everything));
  }

  private static boolean isOn(@Nullable Boolean box) {
    return Boolean.TRUE.equals(box);
  }

  Verb what() {
    return verb == null ? Verb.GIVE : verb;
  }

  List<Integer> assets() {
    Matcher other = switched();
    return other == null
        ? orNone(asset)
        : Stream.concat(orNone(asset).stream(), Stream.of(Integer.valueOf(other.group(2))))
            .distinct()
            .toList();
  }

  /** The location that was named. */
  @Nullable Integer named() {
    Matcher other = switched();
    return other == null ? location : Integer.valueOf(other.group(1));
  }

  private @Nullable Matcher switched() {
    Matcher parts = SWITCH.matcher(switchTo == null ? "" : switchTo);
    return parts.matches() ? parts : null;
  }

  String searched() {
    return search == null ? "" : search.strip();
  }

  List<Integer> devices() {
    return orNone(device);
  }

  List<Integer> persons() {
    return orNone(person);
  }

  List<String> itemTexts() {
    return orNone(item);
  }

  List<Item> items() {
    return itemTexts().stream().map(Item::parse).toList();
  }

  /** How many of the ticked licenses are at which location. */
  Map<Integer, Long> itemsByLocation() {
    return items().stream()
        .collect(Collectors.groupingBy(Item::location, TreeMap::new, Collectors.counting()));
  }

  /** The assets: those that were chosen, and those of the ticked licenses at the location. */
  List<Integer> assetsAt(int locationId) {
    Stream<Integer> ticked = itemsAt(locationId).map(Item::asset);
    return Stream.concat(assets().stream(), ticked).distinct().toList();
  }

  List<Integer> holdersAt(int locationId) {
    return itemsAt(locationId).map(Item::holder).distinct().toList();
  }

  private Stream<Item> itemsAt(int locationId) {
    return items().stream().filter(each -> each.location() == locationId);
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
