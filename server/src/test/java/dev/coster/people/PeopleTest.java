package dev.coster.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvPreview.RowVerdict;
import dev.coster.csv.CsvPreview.Verdict;
import dev.coster.exchange.Request;
import dev.coster.people.PeopleWorld.User;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeopleTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private PeopleWorld world;

  @BeforeEach
  void empty() {
    world = new PeopleWorld(database);
  }

  private CsvPreview run(String csv) {
    return world.people.importCsv(
        new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), Actor.SYSTEM);
  }

  @Test
  void readsTheListOfMeraki() {
    CsvPreview done =
        run("Email,Name,Notes\nanna@x.example,\"Smith, Anna\",7b\n,Nobody,\nANNA@x.example,A,\n");

    assertThat(done.added()).isEqualTo(1);
    assertThat(done.verdicts())
        .filteredOn(row -> row.verdict() == Verdict.REFUSE)
        .extracting(RowVerdict::line)
        .containsExactly(3L, 4L);
    assertThat(world.people.list(Visibility.ALL, filter("", null), null, 10))
        .singleElement()
        .returns("Smith, Anna", People.Row::name)
        .returns(People.PersonState.NEW, People.Row::state);
    assertThat(run("Email,Name\nanna@x.example,\"Smith, Anna\"\n").unchanged()).isEqualTo(1);
    assertThat(world.people.idsOf(Set.of("anna@x.example"))).hasSize(1);
  }

  @Test
  void knowsAPersonByTheManagedAccountAndRefusesWhatBelongsToTwo() {
    run("Name,Managed Apple ID,Email\nAnna,anna@id.example,\nBen,,ben@x.example\n");

    CsvPreview done =
        run(
            """
            Name,Managed Apple ID,Email
            Anna,ANNA@id.example,anna@x.example
            Ben,anna2@id.example,ben@x.example
            """);
    CsvPreview torn = run("Managed Apple ID,Email\nanna2@id.example,anna@x.example\n");

    assertThat(done.updated()).isEqualTo(2);
    assertThat(torn.refused()).isEqualTo(1);
    assertThat(torn.updated() + torn.added()).isZero();
  }

  @Test
  void refusesBadAddressesAndPersonsThatAreHere() {
    int anna = world.person("Anna", "anna@x.example");

    assertThat(run("Email\nanna at x\na@b\n<a@b.example>\n").refused()).isEqualTo(3);
    assertThatThrownBy(() -> world.person("Other", "ANNA@x.example"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.remedy()).endsWith("/people/" + anna));
    assertThatThrownBy(() -> world.person(" ", "b@x.example")).isInstanceOf(Problem.class);
  }

  @Test
  void filtersByEachStateAsTheListShowsIt() {
    Map<String, User> users =
        Map.of(
            "associated", User.associated("a"),
            "invited", User.registered("i"),
            "registered", User.registered("r"),
            "retired", new User("t", "Retired", null, "h", null));
    world.person("known", "known@x.example");
    for (var user : users.entrySet()) {
      String email = user.getKey() + "@x.example";
      world.person(user.getKey(), email);
    }
    world.list(
        true,
        users.entrySet().stream()
            .map(e ->
                new User(
                    e.getValue().clientUserId(),
                    "Registered",
                    "c",
                    null,
                    e.getKey() + "@x.example"))
            .toArray(User[]::new));
    world.list(true, users.values().toArray(User[]::new));
    int invited = world.people.idsOf(Set.of("invited@x.example")).get("invited@x.example");
    world.registrations.invited(Visibility.ALL, 1, invited, Actor.SYSTEM);

    assertThat(names(People.PersonState.ASSOCIATED)).containsExactly("associated");
    assertThat(names(People.PersonState.INVITED)).containsExactly("invited");
    assertThat(names(People.PersonState.RETIRED)).containsExactly("retired");
    assertThat(names(People.PersonState.NEW)).containsExactly("known", "registered");
    for (People.Row row : world.people.list(Visibility.ALL, filter("", null), null, 10)) {
      assertThat(names(row.state())).contains(row.name());
    }
    Visibility elsewhere = Visibility.ofLocations(Set.of(2));
    assertThat(world.people.count(elsewhere, filter("", People.PersonState.NEW), 10)).isEqualTo(5);
  }

  private java.util.List<String> names(People.PersonState state) {
    return world.people.list(Visibility.ALL, filter("", state), null, 10).stream()
        .map(People.Row::name)
        .toList();
  }

  private static People.Filter filter(String text, People.PersonState state) {
    return new People.Filter(text, null, state);
  }

  @Test
  void pagesAndFindsByPartsOfNameAndAddress() {
    for (int i = 0; i < 11; i++) {
      world.person(i % 2 == 0 ? "same" : "Same", "p" + i + "@x.example");
    }
    var first = world.people.list(Visibility.ALL, filter("@x.ex", null), null, 6);
    var last = first.getLast();
    var second = world.people.list(Visibility.ALL, filter("@x.ex", null), last.place(), 6);

    assertThat(first).hasSize(6);
    assertThat(second).hasSize(5).doesNotContainAnyElementsOf(first);
    assertThat(world.people.count(Visibility.ALL, filter("p1", null), 100)).isEqualTo(2);
  }

  @Test
  void whoIsRemovedIsForgottenAlsoInWhatWasSent() {
    int ida = world.person("Ida", "ida@x.example");
    int max = world.person("Max", "max@x.example");
    world.people.edit(
        Visibility.ALL, ida, new People.Change("Ida B", null, null, "7b", null), Actor.SYSTEM);
    world.register(ida, max);
    Request request = world.open().getFirst();
    assertThat(request.users()).extracting(Request.UserFields::email).doesNotContainNull();
    world.complete(request);
    String user =
        world.holders.byId(Set.of(request.holderIds()[0], request.holderIds()[1])).values().stream()
            .filter(holder -> Integer.valueOf(ida).equals(holder.personId()))
            .findFirst()
            .orElseThrow()
            .appleId();
    world.list(true, new User(user, "Registered", "c", null, "ida@x.example"));
    User gone = new User(user, "Retired", null, "h", "ida@x.example");
    world.list(true, gone);

    world.people.remove(Visibility.ALL, ida, Actor.SYSTEM);
    assertThat(everywhere()).doesNotContainIgnoringCase("ida").contains("max@x.example");
    assertThat(world.requests().find(Visibility.ALL, request.id()).orElseThrow().users())
        .extracting(Request.UserFields::email)
        .containsExactlyInAnyOrder(null, "max@x.example");
    assertThat(
            database
                .jdbc()
                .sql("select string_agg(summary, ',') from audit_event")
                .query(String.class)
                .single())
        .doesNotContain("Ida")
        .doesNotContain("Max");

    world.list(true, gone);
    assertThat(everywhere()).as("nor is it learned again").doesNotContainIgnoringCase("ida");
  }

  /** What is kept of persons. */
  private static String everywhere() {
    return database
        .jdbc()
        .sql(
            """
            select (select string_agg(p::text, ',') from person p)
              || (select string_agg(r::text, ',') from registration r)
              || (select string_agg(q.users::text, ',') from request q)
            """)
        .query(String.class)
        .single();
  }

  @Test
  void importsAreCountedUpToABoundAndAllAreFound() {
    StringBuilder csv = new StringBuilder("Name,Email\n");
    for (int i = 0; i < CsvImported.COUNTED + 5; i++) {
      csv.append("Person,many").append(i).append("@x.example\n");
    }
    run(csv.toString());
    Instant first = world.clock.instant();
    world.clock.advance(Duration.ofMinutes(1));
    run("Name,Email\nFew,few@x.example\n");
    Instant second = world.clock.instant();
    world.clock.advance(Duration.ofMinutes(1));
    run("Name,Email\nLast,last@x.example\n");

    assertThat(world.people.imports(Visibility.ALL, 9))
        .containsExactly(
            new CsvImported(world.clock.instant(), 1),
            new CsvImported(second, 1),
            new CsvImported(first, CsvImported.COUNTED + 1));
    assertThat(world.people.imports(Visibility.ALL, 2)).hasSize(2);
    assertThat(world.people.imports(Visibility.ALL, 9).getLast().words())
        .isEqualTo("more than 1,000");
    assertThat(world.people.undo(Visibility.ALL, second, Actor.SYSTEM).removed()).isEqualTo(1);
    assertThat(world.people.imports(Visibility.ALL, 9))
        .extracting(CsvImported::at)
        .containsExactly(world.clock.instant(), first);
  }

  @Test
  void importsAHundredThousand() {
    StringBuilder csv = new StringBuilder("Name,Email,Site\n");
    for (int i = 0; i < 100_000; i++) {
      csv.append("Person ")
          .append(i)
          .append(",p")
          .append(i)
          .append("@x.example,S")
          .append(i % 40)
          .append('\n');
    }
    long start = System.nanoTime();
    assertThat(run(csv.toString()).added()).isEqualTo(100_000);
    long imported = System.nanoTime();
    assertThat(run(csv.toString()).unchanged()).isEqualTo(100_000);
    System.out.printf(
        "100,000 persons: import %d ms, again %d ms%n",
        (imported - start) / 1_000_000, (System.nanoTime() - imported) / 1_000_000);
    assertThat(imported - start).isLessThan(30_000_000_000L);
  }
}
