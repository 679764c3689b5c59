package dev.coster.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Devices. */
public interface DevicesApi {

  @Route(path = "/devices")
  PageOf<DeviceView> devices(
      @InQuery("text") @Nullable String text,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/devices/{id}")
  DeviceView device(@InPath("id") int id);

  /** With which management servers it is or was enrolled. */
  @Route(path = "/devices/{id}/enrollments")
  PageOf<EnrollmentView> enrollments(@InPath("id") int id);

  @Route(path = "/devices/{id}/licenses")
  PageOf<HeldView> deviceLicenses(
      @InPath("id") int id,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(verb = Route.Verb.POST, path = "/devices")
  DeviceView addDevice(NewDevice device);

  /** Changes what is known of a device; null leaves what is there, an empty text takes it away. */
  @Route(verb = Route.Verb.PATCH, path = "/devices/{id}")
  DeviceView editDevice(@InPath("id") int id, DeviceChange change);

  /** Whether it can be removed. */
  @Route(path = "/devices/{id}/removal")
  RemovalView deviceRemoval(@InPath("id") int id);

  /** Removes a device that has nothing; adding its serial number again brings it back. */
  @Route(verb = Route.Verb.DELETE, path = "/devices/{id}")
  RemovalView removeDevice(@InPath("id") int id);

  /** The last imports of which something is still here. */
  @Route(path = "/devices/imports")
  PageOf<ImportView.Made> deviceImports();

  /** Removes the devices that an import added, as far as they have nothing. */
  @Route(verb = Route.Verb.POST, path = "/devices/imports/undo")
  ImportView.Undone undoDevices(ImportView.Undo undo);

  /** Reads a CSV of devices; with {@code dryRun} it only says what would happen. */
  @Route(verb = Route.Verb.POST, path = "/devices/import")
  ImportView importDevices(@InQuery("dryRun") boolean dryRun, CsvUpload csv);

  /**
   * A device.
   *
   * @param licenses how many it has; null while no location was read completely
   * @param incomplete whether some locations were not read completely yet: the licenses are those
   *     that are known so far
   * @param removed whether it was removed, and is kept for the stories of its licenses
   */
  record DeviceView(
      int id,
      @Nullable String serialNumber,
      String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      String site,
      @Nullable Integer personId,
      @Nullable String person,
      @Nullable Long licenses,
      boolean incomplete,
      boolean removed) {}

  /** An enrollment of a device with a management server. */
  record EnrollmentView(
      String server,
      String kind,
      Instant enrolledAt,
      @Nullable Instant lastSeenAt,
      @Nullable Instant endedAt) {}

  /** What is to be changed. */
  record DeviceChange(
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      @Nullable String site,
      @Nullable String personEmail) {}

  /** A device to be. */
  record NewDevice(
      String serialNumber,
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      @Nullable String site,
      @Nullable String personEmail) {}
}
