package dev.coster.people;

import dev.coster.audit.Audit;
import dev.coster.csv.CsvImport;
import dev.coster.csv.CsvPreview;
import dev.coster.organization.Sites;
import dev.coster.platform.Actor;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The persons, in the database. */
final class StoredPeople implements People {
  private final PersonStore store;
  private final CsvImport<PersonCsv.Line> imports;
  private final Sites sites;
  private final Audit audit;
  private final Transactions transactions;
  private final InstantSource clock;

  StoredPeople(
      PersonStore store,
      CsvImport<PersonCsv.Line> imports,
      Sites sites,
      Audit audit,
      Transactions transactions,
      InstantSource clock) {
    this.store = store;
    this.imports = imports;
    this.sites = sites;
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

  private int addClean(NewPerson person, Actor actor) {
    Sites.Site site = person.site() == null ? sites.defaultSite() : sites.named(person.site());
    int id =
        store.insert(person, site.id(), clock.instant()).orElseThrow(() -> alreadyHere(person));
    audit.record(actor, Audit.Entry.of("person.add", "person", id, "Added " + person.name()));
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
