package dev.coster.web;

import dev.coster.device.Devices;
import dev.coster.distribution.Licenses;
import dev.coster.people.People;
import org.jspecify.annotations.Nullable;

/**
 * Whom a selection means by a search instead of by name: all that the search finds when the plan is
 * made, however many.
 *
 * @param devices all devices that this shows; null = none
 * @param people all persons that this shows; null = none
 * @param holders for taking back: all who have one of the assets and are shown; null = none
 * @param everything for taking back: not some assets, but all that those who are meant have
 */
public record Found(
    Devices.@Nullable Filter devices,
    People.@Nullable Filter people,
    Licenses.@Nullable HolderFilter holders,
    boolean everything) {

  /** Nobody is meant by a search. */
  public static final Found NOBODY = new Found(null, null, null, false);

  /** Every device. */
  public static final Devices.Filter ALL_DEVICES = new Devices.Filter("", null, null, null);

  /** Devices that a text finds. */
  public static Devices.Filter devices(@Nullable String text) {
    return new Devices.Filter(text == null ? "" : text.strip(), null, null, null);
  }

  /** Persons that a text and a state find. */
  public static People.Filter people(@Nullable String text, People.@Nullable PersonState state) {
    return new People.Filter(text == null ? "" : text.strip(), null, state);
  }

  /** Holders, of any location, that a text finds. */
  public static Licenses.HolderFilter holders(@Nullable String text, boolean unlinkedOnly) {
    return new Licenses.HolderFilter(null, text == null ? "" : text.strip(), unlinkedOnly);
  }
}
