package dev.coster.web.api;

import dev.coster.api.DevicesApi.DeviceView;
import dev.coster.api.DevicesApi.EnrollmentView;
import dev.coster.api.PeopleApi.PersonView;
import dev.coster.api.PeopleApi.RegistrationView;
import dev.coster.device.Devices;
import dev.coster.people.People;
import dev.coster.people.People.PersonState;
import dev.coster.people.Registrations.Registration;
import dev.coster.platform.Problem;
import dev.coster.web.Readings.Read;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Devices and people as the REST interface tells them; what nobody knows yet is null. Pure. */
final class HolderViews {

  private HolderViews() {}

  static DeviceView device(Devices.Row row, Read read) {
    return new DeviceView(
        row.id(),
        row.serialNumber(),
        row.name(),
        row.model(),
        row.platform(),
        row.osVersion(),
        row.siteName(),
        row.personId(),
        row.personName(),
        read.licenses().known(row.licenses()),
        !read.licenses().whole(),
        row.retiredAt() != null);
  }

  static EnrollmentView enrollment(Devices.Enrollment enrollment) {
    return new EnrollmentView(
        enrollment.server(),
        enrollment.kind(),
        enrollment.enrolledAt(),
        enrollment.lastSeenAt(),
        enrollment.endedAt());
  }

  static PersonView person(People.Row row, Read read) {
    boolean unknown = row.state() == PersonState.NEW && read.users().nothing();
    return new PersonView(
        row.id(),
        row.name(),
        row.email(),
        row.managedAppleAccount(),
        row.notes(),
        row.siteName(),
        unknown ? null : row.state().name(),
        read.licenses().known(row.licenses()),
        row.devices(),
        !read.licenses().whole() || !read.users().whole());
  }

  static RegistrationView registration(Registration each) {
    return new RegistrationView(
        each.locationId(),
        each.locationName(),
        each.holderId(),
        each.clientUserId(),
        each.status(),
        each.state().name(),
        each.inviteUrl(),
        each.invitedAt(),
        each.errorNumber(),
        each.errorMessage());
  }

  static @Nullable PersonState state(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return PersonState.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "person.state",
          "“" + text + "” is not a state.",
          "Use NEW, INVITED, ASSOCIATED or RETIRED.");
    }
  }
}
