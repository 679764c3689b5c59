package dev.coster.web.api;

import dev.coster.device.Devices;
import dev.coster.distribution.Licenses;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the holder that somebody means by a device or a person: Apple may know them as several. Of
 * these it is the one that has the license, else one that something is known of. Thread-safe.
 */
final class HolderIds {

  private final Devices devices;
  private final Licenses licenses;

  HolderIds(Devices devices, Licenses licenses) {
    this.devices = devices;
    this.licenses = licenses;
  }

  /** The holder's id, of exactly one that is given. */
  int one(
      Visibility visibility,
      int locationId,
      int assetId,
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
    if (device != null && devices.known(visibility, new int[] {device}).isEmpty()) {
      throw Problem.notFound("device.not_found", "There is no such device.");
    }
    return IntStream.of(licenses.holdersOf(visibility, locationId, assetId, device, person))
        .filter(each -> licenses.story(visibility, locationId, assetId, each).isPresent())
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("license.not_found", "Nothing is known of this license."));
  }
}
