package dev.coster.device;

import dev.coster.audit.Audit;
import dev.coster.csv.CsvImport;
import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvUndone;
import dev.coster.holder.HolderKind;
import dev.coster.holder.Holders;
import dev.coster.organization.Sites;
import dev.coster.platform.Actor;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The devices, in the database. */
final class StoredDevices implements Devices {
  private static final String HINDERS =
      "It has licenses, or a request is open that may give it some.";

  private final DeviceStore store;
  private final DeviceEditStore edits;
  private final CsvImport<DeviceCsv.Line> imports;
  private final Sites sites;
  private final Holders holders;
  private final Audit audit;
  private final Transactions transactions;
  private final InstantSource clock;

  /** The SQL. */
  record Stores(DeviceStore store, DeviceEditStore edits) {}

  StoredDevices(
      Stores stores,
      CsvImport<DeviceCsv.Line> imports,
      Sites sites,
      Holders holders,
      Audit audit,
      Transactions transactions,
      InstantSource clock) {
    this.store = stores.store();
    this.edits = stores.edits();
    this.imports = imports;
    this.sites = sites;
    this.holders = holders;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public List<Row> list(
      Visibility visibility, Filter filter, @Nullable NamePlace after, int limit) {
    return store.list(visibility, filter, after, limit);
  }

  @Override
  public long count(Visibility visibility, Filter filter, long atMost) {
    return store.count(filter, atMost);
  }

  @Override
  public Optional<Row> find(Visibility visibility, int deviceId) {
    return store.find(visibility, deviceId);
  }

  @Override
  public List<Enrollment> enrollments(int deviceId) {
    return store.enrollments(deviceId);
  }

  @Override
  public int add(NewDevice device, Actor actor) {
    String serial = SerialNumber.normal(device.serialNumber());
    SerialNumber.fault(serial)
        .ifPresent(fault -> {
          throw Problem.invalid(
              "device.serial_number.invalid",
              fault,
              "Copy the serial number from Settings, General, About, or from Apple's list.");
        });
    return transactions.call(() -> add(device, serial, actor));
  }

  private int add(NewDevice device, String serial, Actor actor) {
    NewDevice clean =
        new NewDevice(
            serial,
            stripped(device.name()),
            stripped(device.model()),
            stripped(device.platform()),
            stripped(device.osVersion()),
            stripped(device.site()),
            stripped(device.personEmail()));
    Integer person = clean.personEmail() == null ? null : person(clean.personEmail());
    Sites.Site site = clean.site() == null ? sites.defaultSite() : sites.named(clean.site());
    int id =
        store
            .insert(clean, site.id(), person, clock.instant())
            .orElseThrow(() -> alreadyHere(serial));
    holders.linkDevices(id);
    audit.record(actor, Audit.Entry.of("device.add", "device", id, "Added the device " + serial));
    return id;
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private int person(String email) {
    return store
        .personOf(email)
        .orElseThrow(() ->
            Problem.invalid(
                "device.person.unknown",
                "Nobody here has the mail address " + email + ".",
                "Add the person first, or leave the field empty."));
  }

  private Problem alreadyHere(String serial) {
    return Problem.conflict(
        "device.serial_number.taken",
        "The device " + serial + " is here already.",
        "Open it: /devices/" + idsOf(Set.of(serial)).get(serial));
  }

  @Override
  public void edit(Visibility visibility, int deviceId, Change change, Actor actor) {
    transactions.run(() -> {
      Row row = found(visibility, deviceId);
      String email = bare(change.personEmail());
      String site = bare(change.site());
      Change clean =
          new Change(
              bare(change.name()),
              bare(change.model()),
              bare(change.platform()),
              bare(change.osVersion()),
              site,
              email);
      DeviceCsv.tooLong(clean)
          .ifPresent(what -> {
            throw Problem.invalid("device.invalid", what, "Shorten it and try again.");
          });
      edits.change(
          deviceId,
          clean,
          site == null ? null : (site.isEmpty() ? sites.defaultSite() : sites.named(site)).id(),
          email == null ? null : email.isEmpty() ? 0 : person(email));
      audit.record(
          actor,
          Audit.Entry.of(
              "device.edit", "device", deviceId, "Changed the device " + row.label() + "."));
    });
  }

  private static @Nullable String bare(@Nullable String text) {
    return text == null ? null : text.strip();
  }

  private Row found(Visibility visibility, int deviceId) {
    return store
        .find(visibility, deviceId)
        .filter(row -> row.retiredAt() == null)
        .orElseThrow(() -> Problem.notFound("device.not_found", "There is no such device."));
  }

  @Override
  public Optional<String> hinders(Visibility visibility, int deviceId) {
    found(visibility, deviceId);
    return edits.inUse(deviceId) ? Optional.of(HINDERS) : Optional.empty();
  }

  @Override
  public void remove(Visibility visibility, int deviceId, Actor actor) {
    transactions.run(() -> {
      edits.lock(deviceId);
      Row row = found(visibility, deviceId);
      if (!edits.remove(deviceId, clock.instant())) {
        throw Problem.conflict(
            "device.in_use",
            "The device " + row.label() + " cannot be removed. " + HINDERS,
            "Take its licenses back first, and wait for the end of its jobs.");
      }
      audit.record(
          actor,
          Audit.Entry.of(
              "device.remove", "device", deviceId, "Removed the device " + row.label() + "."));
    });
  }

  @Override
  public List<CsvImported> imports(Visibility visibility, int limit) {
    return edits.imports(limit);
  }

  @Override
  public CsvUndone undoing(Visibility visibility, Instant importedAt) {
    return edits.undoing(importedAt);
  }

  @Override
  public CsvUndone undo(Visibility visibility, Instant importedAt, Actor actor) {
    return transactions.call(() -> {
      edits.lock(importedAt);
      CsvUndone done = edits.undo(importedAt, clock.instant());
      audit.record(
          actor,
          new Audit.Entry(
              "device.import.undo",
              null,
              null,
              null,
              "Undid the import of devices of %s: %d removed, %d kept"
                  .formatted(importedAt, done.removed(), done.kept()),
              Map.of()));
      return done;
    });
  }

  @Override
  public CsvPreview preview(InputStream csv) {
    return imports.preview(csv);
  }

  @Override
  public CsvPreview importCsv(InputStream csv, Actor actor) {
    return imports.run(csv, actor);
  }

  @Override
  public Map<String, Integer> idsOf(Set<String> serialNumbers) {
    Map<String, Integer> known =
        store.idsOf(serialNumbers.stream().map(SerialNumber::normal).collect(Collectors.toSet()));
    Map<String, Integer> ids = new HashMap<>();
    for (String serial : serialNumbers) {
      Integer id = known.get(SerialNumber.normal(serial));
      if (id != null) {
        ids.put(serial, id);
      }
    }
    return ids;
  }

  @Override
  public int[] idsOf(Visibility visibility, Filter filter) {
    return store.ids(filter);
  }

  @Override
  public Set<Integer> known(Visibility visibility, int[] deviceIds) {
    return store.known(deviceIds);
  }

  @Override
  public int[] holders(int[] deviceIds) {
    return transactions.call(() -> {
      List<DeviceStore.HolderOf> known = store.holders(deviceIds);
      int[] ids = known.stream().mapToInt(DeviceStore.HolderOf::holderId).toArray();
      List<String> missing =
          known.stream()
              .filter(h -> h.holderId() == 0 && h.serialNumber() != null)
              .map(h -> String.valueOf(h.serialNumber()))
              .toList();
      int[] made = missing.isEmpty() ? new int[0] : holders.idsFor(HolderKind.DEVICE, missing);
      for (int i = 0, next = 0; i < ids.length; i++) {
        if (ids[i] == 0 && known.get(i).serialNumber() != null) {
          ids[i] = made[next++];
        }
      }
      return ids;
    });
  }
}
