package dev.coster.web.api;

import dev.coster.api.CsvUpload;
import dev.coster.api.HeldView;
import dev.coster.api.ImportView;
import dev.coster.api.JobView;
import dev.coster.api.PageOf;
import dev.coster.api.PeopleApi;
import dev.coster.api.RemovalView;
import dev.coster.distribution.Licenses;
import dev.coster.job.Jobs;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link PeopleApi}. */
@RestController
final class PeopleController implements PeopleApi {
  private static final int IMPORTS = 20;

  private final People people;
  private final Registrations registrations;
  private final Licenses licenses;
  private final Jobs jobs;
  private final Transactions transactions;
  private final Readings readings;

  PeopleController(
      People people,
      Registrations registrations,
      Licenses licenses,
      Jobs jobs,
      Transactions transactions,
      Readings readings) {
    this.people = people;
    this.registrations = registrations;
    this.licenses = licenses;
    this.jobs = jobs;
    this.transactions = transactions;
    this.readings = readings;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<PersonView> people(
      @Nullable String text,
      @Nullable String state,
      @Nullable String cursor,
      @Nullable Integer limit) {
    People.Filter filter = Found.people(text, HolderViews.state(state));
    Read read = read();
    return Views.page(
        limit,
        most -> people.list(visibility(), filter, Cursors.place(cursor), most),
        row -> HolderViews.person(row, read),
        last -> Cursors.text(last.place()),
        read.licenses());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PersonView person(int id) {
    return HolderViews.person(found(id), read());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<HeldView> personLicenses(int id, @Nullable String cursor, @Nullable Integer limit) {
    found(id);
    return Views.held(
        limit,
        most -> licenses.heldByPerson(visibility(), id, Cursors.held(cursor), most),
        read().licenses());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<RegistrationView> registrations(int id) {
    found(id);
    return new PageOf<>(
        registrations.of(visibility(), id).stream().map(HolderViews::registration).toList(),
        null,
        read().users().unread());
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public PageOf<RegistrationView> invited(int id, int location) {
    found(id);
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
    return CsvUploads.imported(
        transactions, dryRun, csv, people::preview, in -> people.importCsv(in, actor()));
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

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public PersonView editPerson(int id, PersonChange change) {
    People.Change fields =
        new People.Change(
            change.name(),
            change.email(),
            change.managedAppleAccount(),
            change.notes(),
            change.site());
    transactions.run(() -> people.edit(visibility(), id, fields, actor()));
    return person(id);
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public RemovalView personRemoval(int id) {
    return new RemovalView(found(id).name(), people.hinders(visibility(), id).orElse(null));
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public RemovalView removePerson(int id) {
    String subject = found(id).name();
    transactions.run(() -> people.remove(visibility(), id, actor()));
    return new RemovalView(subject, null);
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public PageOf<ImportView.Made> peopleImports() {
    return Views.imports(people.imports(visibility(), IMPORTS));
  }

  @Override
  @Allowed(Permission.EDIT_PEOPLE)
  public ImportView.Undone undoPeople(ImportView.Undo undo) {
    return Views.undone(
        undo.dryRun()
            ? people.undoing(visibility(), undo.importedAt())
            : transactions.call(() -> people.undo(visibility(), undo.importedAt(), actor())));
  }

  private Read read() {
    return readings.of(visibility());
  }

  private People.Row found(int id) {
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
