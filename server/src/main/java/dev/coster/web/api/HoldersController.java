package dev.coster.web.api;

import dev.coster.api.HoldersApi;
import dev.coster.api.JobView;
import dev.coster.api.PageOf;
import dev.coster.device.Devices;
import dev.coster.distribution.Licenses;
import dev.coster.job.Jobs;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.CsvPreview;
import dev.coster.platform.Ints;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.web.Cursors;
import dev.coster.web.Found;
import dev.coster.web.Readings;
import dev.coster.web.Readings.Read;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link HoldersApi}. */
@RestController
final class HoldersController implements HoldersApi {

  private final Devices devices;
  private final People people;
  private final Registrations registrations;
  private final Licenses licenses;
  private final Jobs jobs;
  private final Transactions transactions;
  private final Readings readings;

  HoldersController(
      Devices devices,
      People people,
      Registrations registrations,
      Licenses licenses,
      Jobs jobs,
      Transactions transactions,
      Readings readings) {
    this.devices = devices;
    this.people = people;
    this.registrations = registrations;
    this.licenses = licenses;
    this.jobs = jobs;
    this.transactions = transactions;
    this.readings = readings;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<DeviceView> devices(
      @Nullable String text, @Nullable String cursor, @Nullable Integer limit) {
    int size = Views.limit(limit);
    Devices.Filter filter = Found.devices(text);
    Read read = read();
    return Views.page(
        devices.list(visibility(), filter, Cursors.device(cursor), size + 1),
        size,
        row -> HolderViews.device(row, read),
        last -> Cursors.text(new Devices.RowCursor(last.name(), last.id())),
        read.licenses());
  }

  @Override
  @Allowed(Permission.VIEW)
  public DeviceView device(int id) {
    return HolderViews.device(foundDevice(id), read());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<EnrollmentView> enrollments(int id) {
    foundDevice(id);
    return new PageOf<>(
        devices.enrollments(id).stream().map(HolderViews::enrollment).toList(), null);
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<HeldView> deviceLicenses(int id, @Nullable String cursor, @Nullable Integer limit) {
    foundDevice(id);
    int size = Views.limit(limit);
    return Views.held(
        licenses.heldByDevice(visibility(), id, Cursors.held(cursor), size + 1),
        size,
        read().licenses());
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public DeviceView addDevice(NewDevice device) {
    Devices.NewDevice fields =
        new Devices.NewDevice(
            device.serialNumber(),
            device.name(),
            device.model(),
            device.platform(),
            device.osVersion(),
            device.site(),
            device.personEmail());
    return device(transactions.call(() -> devices.add(fields, actor())));
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public ImportView importDevices(boolean dryRun, CsvUpload csv) {
    return imported(dryRun, csv, devices::preview, in -> devices.importCsv(in, actor()));
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<PersonView> people(
      @Nullable String text,
      @Nullable String state,
      @Nullable String cursor,
      @Nullable Integer limit) {
    int size = Views.limit(limit);
    People.Filter filter = Found.people(text, HolderViews.state(state));
    Read read = read();
    return Views.page(
        people.list(visibility(), filter, Cursors.person(cursor), size + 1),
        size,
        row -> HolderViews.person(row, read),
        last -> Cursors.text(new People.RowCursor(last.name(), last.id())),
        read.licenses());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PersonView person(int id) {
    return HolderViews.person(foundPerson(id), read());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<HeldView> personLicenses(int id, @Nullable String cursor, @Nullable Integer limit) {
    foundPerson(id);
    int size = Views.limit(limit);
    return Views.held(
        licenses.heldByPerson(visibility(), id, Cursors.held(cursor), size + 1),
        size,
        read().licenses());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<RegistrationView> registrations(int id) {
    foundPerson(id);
    return new PageOf<>(
        registrations.of(visibility(), id).stream().map(HolderViews::registration).toList(),
        null,
        read().users().unread());
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public PageOf<RegistrationView> invited(int id, int location) {
    foundPerson(id);
    transactions.run(() -> registrations.invited(visibility(), location, id, actor()));
    return registrations(id);
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public PersonView addPerson(NewPerson person) {
    People.NewPerson fields =
        new People.NewPerson(
            person.name(),
            person.email(),
            person.managedAppleAccount(),
            person.notes(),
            person.site());
    return person(transactions.call(() -> people.add(fields, actor())));
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public ImportView importPeople(boolean dryRun, CsvUpload csv) {
    return imported(dryRun, csv, people::preview, in -> people.importCsv(in, actor()));
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public JobView register(Registering who) {
    if (!visibility().seesLocation(who.locationId())) {
      throw Problem.notFound("location.not_found", "There is no such location.");
    }
    int[] ids = Ints.of(who.personIds());
    Set<Integer> known = people.known(visibility(), ids);
    who.personIds().stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw Problem.notFound("person.not_found", "There is no person #" + id + ".");
        });
    UUID job =
        transactions.call(
            () -> registrations.registerByJob(visibility(), who.locationId(), ids, actor()));
    return Views.job(jobs.find(visibility(), job).orElseThrow());
  }

  private ImportView imported(
      boolean dryRun,
      CsvUpload csv,
      Function<InputStream, CsvPreview> preview,
      Function<InputStream, CsvPreview> importer) {
    InputStream bytes = new ByteArrayInputStream(decoded(csv));
    return Views.imported(
        dryRun ? preview.apply(bytes) : transactions.call(() -> importer.apply(bytes)));
  }

  private static byte[] decoded(CsvUpload csv) {
    try {
      return Base64.getMimeDecoder().decode(csv.base64());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "import.not_base64", "The field base64 is not Base64.", "Encode the file's bytes.");
    }
  }

  private Read read() {
    return readings.of(visibility());
  }

  private Devices.Row foundDevice(int id) {
    return devices
        .find(visibility(), id)
        .orElseThrow(() -> Problem.notFound("device.not_found", "There is no such device."));
  }

  private People.Row foundPerson(int id) {
    return people
        .find(visibility(), id)
        .orElseThrow(() -> Problem.notFound("person.not_found", "There is no such person."));
  }

  private static Visibility visibility() {
    return Caller.signedIn().visibility();
  }

  private static Actor actor() {
    return Caller.signedIn().actor();
  }
}
