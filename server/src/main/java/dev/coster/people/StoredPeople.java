package dev.coster.people;

import dev.coster.audit.Audit;
import dev.coster.csv.CsvImport;
import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvUndone;
import dev.coster.exchange.Requests;
import dev.coster.organization.Sites;
import dev.coster.platform.Actor;
import dev.coster.platform.Ints;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The persons, in the database. */
final class StoredPeople implements People {
  private static final String HINDERS =
      "The person has licenses or devices, is registered with Apple, or a request is open that may"
          + " give them something.";

  private final PersonStore store;
  private final PersonEditStore edits;
  private final CsvImport<PersonCsv.Line> imports;
  private final Sites sites;
  private final Requests requests;
  private final Audit audit;
  private final Transactions transactions;
  private final InstantSource clock;

  /** The SQL. */
  record Stores(PersonStore store, PersonEditStore edits) {}

  StoredPeople(
      Stores stores,
      CsvImport<PersonCsv.Line> imports,
      Sites sites,
      Requests requests,
      Audit audit,
      Transactions transactions,
      InstantSource clock) {
    this.store = stores.store();
    this.edits = stores.edits();
    this.imports = imports;
    this.sites = sites;
    this.requests = requests;
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
    return store.count(visibility, filter, atMost);
  }

  @Override
  public Optional<Row> find(Visibility visibility, int personId) {
    return store.find(visibility, personId);
  }

  @Override
  public int add(NewPerson person, Actor actor) {
    String email = stripped(person.email());
    String account = stripped(person.managedAppleAccount());
    String name = person.name().strip();
    Optional<String> fault =
        name.isEmpty()
            ? Optional.of("The name is missing.")
            : PersonFields.fault(name, email, account);
    fault.ifPresent(what -> {
      throw Problem.invalid("person.invalid", what, "Correct the field and try again.");
    });
    NewPerson clean =
        new NewPerson(name, email, account, stripped(person.notes()), stripped(person.site()));
    return transactions.call(() -> addClean(clean, actor));
  }

  /** The audit is kept as it is, and names nobody: who was meant can be forgotten. */
  private int addClean(NewPerson person, Actor actor) {
    Sites.Site site = person.site() == null ? sites.defaultSite() : sites.named(person.site());
    int id =
        store.insert(person, site.id(), clock.instant()).orElseThrow(() -> alreadyHere(person));
    audit.record(actor, Audit.Entry.of("person.add", "person", id, "Added a person."));
    return id;
  }

  private Problem alreadyHere(NewPerson person) {
    String where =
        store
            .taken(person.email(), person.managedAppleAccount())
            .map(id -> "Open the person: /people/" + id)
            .orElse("Look for the person in the list.");
    return Problem.conflict(
        "person.taken",
        "Somebody with this mail address or Managed Apple Account is here already.",
        where);
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  @Override
  public void edit(Visibility visibility, int personId, Change change, Actor actor) {
    String name = bare(change.name());
    String email = bare(change.email());
    String account = bare(change.managedAppleAccount());
    Optional<String> fault =
        "".equals(name)
            ? Optional.of("The name is missing.")
            : PersonFields.fault(name, orNull(email), orNull(account));
    fault.ifPresent(what -> {
      throw Problem.invalid("person.invalid", what, "Correct the field and try again.");
    });
    String site = bare(change.site());
    Change clean = new Change(name, email, account, bare(change.notes()), site);
    transactions.run(() -> {
      Row row = found(visibility, personId);
      store
          .taken(orNull(email), orNull(account))
          .filter(other -> other != personId)
          .ifPresent(_ -> {
            throw alreadyHere(
                new NewPerson(row.name(), orNull(email), orNull(account), null, null));
          });
      Integer siteId =
          site == null ? null : (site.isEmpty() ? sites.defaultSite() : sites.named(site)).id();
      if (!edits.change(personId, clean, siteId)) {
        throw alreadyHere(new NewPerson(row.name(), orNull(email), orNull(account), null, null));
      }
      audit.record(actor, Audit.Entry.of("person.edit", "person", personId, "Changed a person."));
    });
  }

  private static @Nullable String bare(@Nullable String text) {
    return text == null ? null : text.strip();
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private Row found(Visibility visibility, int personId) {
    return store
        .find(visibility, personId)
        .orElseThrow(() -> Problem.notFound("person.not_found", "There is no such person."));
  }

  @Override
  public Optional<String> hinders(Visibility visibility, int personId) {
    found(visibility, personId);
    return edits.inUse(personId) ? Optional.of(HINDERS) : Optional.empty();
  }

  @Override
  public void remove(Visibility visibility, int personId, Actor actor) {
    transactions.run(() -> {
      edits.lock(personId);
      Row row = found(visibility, personId);
      if (removed(edits.remove(personId, clock.instant())) == 0) {
        throw Problem.conflict(
            "person.in_use",
            row.name() + " cannot be removed. " + HINDERS,
            "Take the licenses back, give the devices to somebody else, and wait until Apple"
                + " does not know the person any more.");
      }
      audit.record(actor, Audit.Entry.of("person.remove", "person", personId, "Removed a person."));
    });
  }

  /** Of what was sent to Apple they are forgotten, too. */
  private long removed(PersonEditStore.Removed gone) {
    requests.forgetUsers(Ints.of(gone.holderIds()));
    return gone.count();
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
      long removed = removed(edits.remove(importedAt, clock.instant()));
      CsvUndone done = new CsvUndone(removed, edits.left(importedAt));
      audit.record(
          actor,
          new Audit.Entry(
              "person.import.undo",
              null,
              null,
              null,
              "Undid the import of people of %s: %d removed, %d kept"
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
  public Map<String, Integer> idsOf(Set<String> emails) {
    return store.idsOf(emails);
  }

  @Override
  public Set<Integer> known(Visibility visibility, int[] personIds) {
    return store.known(personIds);
  }

  @Override
  public int[] idsOf(Visibility visibility, Filter filter) {
    return store.ids(visibility, filter);
  }
}
