package dev.coster.web.api;

import dev.coster.device.Devices;
import dev.coster.people.Registrations;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the holder that somebody means by a device or a person. Thread-safe. */
final class HolderIds {

  private final Devices devices;
  private final Registrations registrations;

  HolderIds(Devices devices, Registrations registrations) {
    this.devices = devices;
    this.registrations = registrations;
  }

  /** The holder's id, of exactly one that is given. */
  int one(
      Visibility visibility,
      int locationId,
      @Nullable Integer holder,
      @Nullable Integer device,
      @Nullable Integer person) {
    if (Stream.of(holder, device, person).filter(Objects::nonNull).count() != 1) {
      throw Problem.invalid(
          "license.whose",
          "It is not said whose license is meant.",
          "Give holder, device or person.");
    }
    if (holder != null) {
      return holder;
    }
    int found =
        device == null ? ofPerson(visibility, locationId, person) : ofDevice(visibility, device);
    if (found == 0) {
      throw Problem.notFound("license.not_found", "Nothing is known of this license.");
    }
    return found;
  }

  private int ofDevice(Visibility visibility, int device) {
    if (devices.known(visibility, new int[] {device}).isEmpty()) {
      throw Problem.notFound("device.not_found", "There is no such device.");
    }
    return devices.holders(new int[] {device})[0];
  }

  /** Also of a registration that is not confirmed, or was given up: it has a story, too. */
  private int ofPerson(Visibility visibility, int locationId, @Nullable Integer person) {
    return person == null
        ? 0
        : registrations.of(visibility, person).stream()
            .filter(each -> each.locationId() == locationId)
            .map(Registrations.Registration::holderId)
            .findFirst()
            .orElse(0);
  }
}
