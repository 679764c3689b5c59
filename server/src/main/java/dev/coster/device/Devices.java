package dev.coster.device;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvUndone;
import dev.coster.platform.Actor;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Visibility;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The devices and their enrollments. Methods that change join the caller's transaction.
 * Thread-safe.
 */
public interface Devices {

  /** A page of devices by name or serial number. */
  List<Row> list(Visibility visibility, Filter filter, @Nullable NamePlace after, int limit);

  /**
   * How many the filter shows; from the database, bounded by {@code atMost} (then: "more than").
   */
  long count(Visibility visibility, Filter filter, long atMost);

  /** What to show; text is part of serial, name or model. */
  record Filter(
      String text,
      @Nullable Integer siteId,
      @Nullable String platform,
      @Nullable Integer personId) {}

  /** A device in a list. */
  record Row(
      int id,
      @Nullable String serialNumber,
      String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      String siteName,
      @Nullable Integer personId,
      @Nullable String personName,
      long licenses,
      Instant createdAt,
      @Nullable Instant retiredAt) {

    /** The serial number, else the name. */
    public String label() {
      return serialNumber == null ? name : serialNumber;
    }

    /** Where the next page begins after this row. */
    public NamePlace place() {
      return new NamePlace(name, id);
    }
  }

  Optional<Row> find(Visibility visibility, int deviceId);

  List<Enrollment> enrollments(int deviceId);

  /** An enrollment of a device with a management server. */
  record Enrollment(
      int id,
      String server,
      String serverRef,
      String kind,
      Instant enrolledAt,
      @Nullable Instant lastSeenAt,
      @Nullable Instant endedAt) {}

  /** Adds one; a serial number that is here already is refused with a link to it. */
  int add(NewDevice device, Actor actor);

  /** Fields of a device; serial numbers are trimmed and upper-cased. */
  record NewDevice(
      String serialNumber,
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      @Nullable String site,
      @Nullable String personEmail) {}

  /** Changes what is known of one; its serial number stays. */
  void edit(Visibility visibility, int deviceId, Change change, Actor actor);

  /** New values; null leaves what is there, an empty text takes it away. */
  record Change(
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      @Nullable String site,
      @Nullable String personEmail) {}

  /** Why a device cannot be removed, in plain words; empty when it can. */
  Optional<String> hinders(Visibility visibility, int deviceId);

  /**
   * Removes one that holds nothing: it is forgotten where nothing refers to it, else it is kept as
   * retired, for the stories of licenses that it had. Adding its serial number brings it back.
   */
  void remove(Visibility visibility, int deviceId, Actor actor);

  /** The imports of which something is still here, latest first. */
  List<CsvImported> imports(Visibility visibility, int limit);

  /** What undoing an import would do. */
  CsvUndone undoing(Visibility visibility, Instant importedAt);

  /** Removes all that an import has added and that {@link #hinders nothing hinders}. */
  CsvUndone undo(Visibility visibility, Instant importedAt, Actor actor);

  /** Reads a CSV and says for each row what an import would do; changes nothing. */
  CsvPreview preview(InputStream csv);

  /** Imports a CSV: new rows added, known ones updated, bad ones left out and named. Repeatable. */
  CsvPreview importCsv(InputStream csv, Actor actor);

  /** The ids of devices with these serial numbers. */
  Map<String, Integer> idsOf(Set<String> serialNumbers);

  /**
   * All devices that the filter shows, as ids in list order; for bulk selection ("all 400 shown").
   */
  int[] idsOf(Visibility visibility, Filter filter);

  /** Those of these ids that are devices'; in no order. */
  Set<Integer> known(Visibility visibility, int[] deviceIds);

  /**
   * The holders of these devices (by serial number), made where they are new; same order as given,
   * 0 for a device without a serial number, and for one that is not here any more.
   */
  int[] holders(int[] deviceIds);
}
