package dev.coster.program;

import dev.coster.CosterServer;
import dev.coster.device.Devices;
import dev.coster.location.LocationAdministration;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.people.People;
import dev.coster.platform.Actor;
import dev.coster.platform.Transactions;
import dev.coster.simulator.sample.SampleDevice;
import dev.coster.simulator.sample.SampleLocation;
import dev.coster.simulator.sample.SamplePerson;
import dev.coster.simulator.sample.SampleSchool;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads the sample school the way an administrator would: devices and people by CSV, then the
 * tokens.
 */
final class DemoSample {
  private final CosterServer server;
  private final SampleSchool school;
  private final Map<String, String> siteNames;

  private DemoSample(CosterServer server, SampleSchool school) {
    this.server = server;
    this.school = school;
    this.siteNames =
        school.locations().stream()
            .collect(Collectors.toMap(SampleLocation::uId, SampleLocation::locationName));
  }

  static void load(CosterServer server, SampleSchool school) {
    DemoSample sample = new DemoSample(server, school);
    sample.devicesAndPeople();
    sample.tokens();
  }

  private void devicesAndPeople() {
    Transactions transactions = server.part(Transactions.class);
    People people = server.part(People.class);
    Devices devices = server.part(Devices.class);
    transactions.run(() ->
        people.importCsv(
            csv("Name,Email,Notes,Site", school.people(), this::person), Actor.SYSTEM));
    transactions.run(() ->
        devices.importCsv(
            csv(
                "Serial number,Name,Model,Platform,OS version,Site",
                school.devices(),
                this::device),
            Actor.SYSTEM));
  }

  private String person(SamplePerson person) {
    return row(
        person.name(), person.email(), person.group(), siteNames.getOrDefault(person.uId(), ""));
  }

  private String device(SampleDevice device) {
    return row(
        device.serialNumber(),
        device.name(),
        device.model(),
        device.platform(),
        device.osVersion(),
        siteNames.getOrDefault(device.uId(), ""));
  }

  private static <T> InputStream csv(String headings, List<T> rows, Function<T, String> row) {
    String text = rows.stream().map(row).collect(Collectors.joining("\n", headings + "\n", "\n"));
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(String... cells) {
    return java.util.Arrays.stream(cells)
        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }

  private void tokens() {
    LocationAdministration locations = server.part(LocationAdministration.class);
    for (SampleLocation location : school.locations()) {
      TokenFile file =
          new TokenFile(
              "sToken_for_" + location.locationName() + ".vpptoken",
              location.token().text().getBytes(StandardCharsets.US_ASCII),
              location.locationName(),
              null);
      server
          .part(Transactions.class)
          .run(() -> locations.handIn(file, OptionalInt.empty(), Actor.SYSTEM));
    }
  }
}
