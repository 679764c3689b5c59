package dev.coster.cli;

import dev.coster.api.DevicesApi;
import dev.coster.api.DevicesApi.DeviceView;
import dev.coster.api.PeopleApi;
import dev.coster.api.PeopleApi.PersonView;
import java.util.List;
import java.util.function.Supplier;

/** Finds a device or a person by what people call them. */
final class HolderNames {

  private static final int MOST = 1000;

  private HolderNames() {}

  /** Coster's id of a device that is named by it, or by its serial number. */
  static int device(String named, Supplier<DevicesApi> api) {
    if (isId(named)) {
      return Integer.parseInt(named);
    }
    List<DeviceView> meant =
        api.get().devices(named, null, MOST).items().stream()
            .filter(each -> named.equalsIgnoreCase(each.serialNumber()))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst().id();
    }
    throw new CliException(
        ExitCode.REFUSED,
        "There is no device “" + named + "”: name it by its id or its serial number.");
  }

  /** Coster's id of a person who is named by it, or by the mail address. */
  static int person(String named, Supplier<PeopleApi> api) {
    String id = named.startsWith("#") ? named.substring(1) : named;
    if (isId(id)) {
      return Integer.parseInt(id);
    }
    List<PersonView> meant =
        api.get().people(named, null, null, MOST).items().stream()
            .filter(each -> named.equalsIgnoreCase(each.email()))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst().id();
    }
    throw new CliException(
        ExitCode.REFUSED,
        "There is nobody “" + named + "”: name a person by the id or the mail address.");
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,9}");
  }
}
