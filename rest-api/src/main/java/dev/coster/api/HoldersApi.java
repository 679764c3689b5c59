package dev.coster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices and people. */
public interface HoldersApi {

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

  /** Reads a CSV of devices; with {@code dryRun} it only says what would happen. */
  @Route(verb = Route.Verb.POST, path = "/devices/import")
  ImportView importDevices(@InQuery("dryRun") boolean dryRun, CsvUpload csv);

  @Route(path = "/people")
  PageOf<PersonView> people(
      @InQuery("text") @Nullable String text,
      @InQuery("state") @Nullable String state,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/people/{id}")
  PersonView person(@InPath("id") int id);

  @Route(path = "/people/{id}/licenses")
  PageOf<HeldView> personLicenses(
      @InPath("id") int id,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/people/{id}/registrations")
  PageOf<RegistrationView> registrations(@InPath("id") int id);

  /** Says that the invitation link was handed out; from then on the person is Invited. */
  @Route(verb = Route.Verb.POST, path = "/people/{id}/registrations/{location}/invited")
  PageOf<RegistrationView> invited(@InPath("id") int id, @InPath("location") int location);

  @Route(verb = Route.Verb.POST, path = "/people")
  PersonView addPerson(NewPerson person);

  @Route(verb = Route.Verb.POST, path = "/people/import")
  ImportView importPeople(@InQuery("dryRun") boolean dryRun, CsvUpload csv);

  /** Registers persons with Apple at a location. */
  @Route(verb = Route.Verb.POST, path = "/people/register")
  JobView register(Registering who);

  /**
   * A device.
   *
   * @param licenses how many it has; null while no location was read completely
   * @param incomplete whether some locations were not read completely yet: the licenses are those
   *     that are known so far
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
      boolean incomplete) {}

  /** An enrollment of a device with a management server. */
  record EnrollmentView(
      String server,
      String kind,
      Instant enrolledAt,
      @Nullable Instant lastSeenAt,
      @Nullable Instant endedAt) {}

  /** A device to be. */
  record NewDevice(
      String serialNumber,
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      @Nullable String site,
      @Nullable String personEmail) {}

  /**
   * A person.
   *
   * @param state NEW, INVITED, ASSOCIATED, RETIRED; null while Apple's users were read nowhere and
   *     nothing else is known
   * @param licenses how many the person has; null while no location was read completely
   * @param incomplete whether some locations were not read completely yet: state and licenses are
   *     what is known so far
   */
  record PersonView(
      int id,
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      String site,
      @Nullable String state,
      @Nullable Long licenses,
      long devices,
      boolean incomplete) {}

  /** A person to be. */
  record NewPerson(
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {}

  /**
   * A person at a location.
   *
   * @param inviteUrl the link to hand out; null when there is nothing to accept
   * @param invitedAt when it was handed out
   */
  record RegistrationView(
      int locationId,
      String location,
      int holderId,
      String clientUserId,
      @Nullable String appleStatus,
      String state,
      @Nullable String inviteUrl,
      @Nullable Instant invitedAt,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /** Who is to be registered where. */
  record Registering(int locationId, List<Integer> personIds) {}

  /** An asset that a holder has. */
  record HeldView(
      int locationId,
      String location,
      int assetId,
      int holderId,
      String name,
      String type,
      boolean revocable,
      Instant since) {}

  /**
   * A CSV.
   *
   * @param base64 the file's bytes, so that every encoding survives
   */
  record CsvUpload(String base64) {}

  /** What an import does or did. */
  record ImportView(
      int added,
      int updated,
      int unchanged,
      int refused,
      List<RowView> rows,
      List<String> unknownColumns) {}

  /** The verdict on one row. */
  record RowView(long line, String subject, String verdict, String reason) {}
}
