package dev.coster.cli;

import dev.coster.api.PlansApi.DeviceSearch;
import dev.coster.api.PlansApi.HolderSearch;
import dev.coster.api.PlansApi.PersonSearch;
import dev.coster.api.PlansApi.WishBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom, and what: whatever both verbs understand. */
abstract class LicenseSelection {

  @Option(
      names = "--location",
      description = "The location's name or id; not needed when there is only one.")
  @Nullable String location;

  @Option(names = "--search", description = "With --all-…: only those whom this text finds.")
  @Nullable String search;

  @Option(
      names = "--state",
      description = "With --all-people: only NEW, INVITED, ASSOCIATED or RETIRED.")
  @Nullable String state;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  boolean noWait;

  @Option(names = "--plan-only", description = "Show what would happen and stop.")
  boolean planOnly;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LicenseSelection() {}

  /** Which apps and books. */
  static class What {
    @Option(
        names = "--asset",
        description = "App or book, as ADAMID or ADAMID:PLUS; may be repeated.")
    List<String> assets = new ArrayList<>();
  }

  /** For whom. */
  static class Targets {
    @Option(names = "--device", description = "A serial number; may be repeated.")
    List<String> serialNumbers = new ArrayList<>();

    @Option(names = "--devices-from", description = "A file with one serial number per line.")
    @Nullable Path devicesFrom;

    @Option(names = "--all-devices", description = "All devices, or all that --search finds.")
    boolean allDevices;

    @Option(names = "--person", description = "A mail address; may be repeated.")
    List<String> emails = new ArrayList<>();

    @Option(
        names = {"--persons-from", "--people-from"},
        description = "A file with one mail address per line.")
    @Nullable Path personsFrom;

    @Option(names = "--all-people", description = "All people, or all that --search finds.")
    boolean allPeople;

    private static List<String> all(List<String> named, @Nullable Path file) throws IOException {
      List<String> all = new ArrayList<>(named);
      if (file != null) {
        all.addAll(Lines.of(file));
      }
      return all;
    }
  }

  abstract What what();

  abstract Targets targets();

  /** For taking back: all that they have. */
  abstract boolean everything();

  abstract List<Integer> holders();

  abstract @Nullable HolderSearch allHolders();

  WishBody wish(String verb, @Nullable Integer locationId) throws IOException {
    Targets targets = targets();
    return new WishBody(
        verb,
        locationId,
        null,
        what().assets,
        null,
        Targets.all(targets.serialNumbers, targets.devicesFrom),
        null,
        Targets.all(targets.emails, targets.personsFrom),
        holders(),
        targets.allDevices ? new DeviceSearch(search) : null,
        targets.allPeople ? new PersonSearch(search, state) : null,
        allHolders(),
        everything());
  }

  /** A search that narrows nothing would be taken for one that does. */
  void check() {
    Targets targets = targets();
    refuse(
        search != null && search.isBlank(),
        "--search is empty, which would mean all: leave it out if that is meant.");
    refuse(
        search != null && !targets.allDevices && !targets.allPeople && allHolders() == null,
        "--search narrows --all-devices, --all-people or --all-holders: add one of them.");
    refuse(state != null && !targets.allPeople, "--state narrows --all-people: add it.");
  }

  static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new CliException(ExitCode.USAGE, why);
    }
  }
}
