package dev.coster;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.coster.audit.AuditTrail;
import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Licenses;
import dev.coster.distribution.Observed;
import dev.coster.exchange.Requests;
import dev.coster.holder.Holders;
import dev.coster.job.Jobs;
import dev.coster.location.LocationAdministration;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.NamePlace;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import dev.coster.sync.Sync;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks every list, count and story of the base packages at a million assignments, and has
 * PostgreSQL tell how it finds the rows: never by reading a large table from end to end, never by
 * counting rows off, and never by touching more rows of one than a page is about.
 */
final class PlansAreIndexedTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern OFFSET = Pattern.compile("\\boffset\\b");
  private static final Pattern STATEMENTS = Pattern.compile(";\\s*\n");
  private static final int PAGE = 50;
  private static final int ASSET = 7;
  private static final int DEVICE = 60_000;
  private static final int PERSON = 10_000;
  private static final UUID JOB = UUID.fromString("00000000-0000-7000-8000-000000004e20");
  private static final Visibility SOME = Visibility.ofLocations(Set.of(1, 2));
  private static final String[] PACKAGES = {
    "platform",
    "audit",
    "organization",
    "holder",
    "job",
    "location",
    "exchange",
    "catalog",
    "people",
    "device",
    "distribution",
    "sync"
  };

  /** Tables that grow with every decision, and of which a page touches what it is about. */
  private static final Set<String> GROWING =
      Set.of(
          "assignment", "audit_event", "job", "listing", "notification", "request", "request_pair");

  /** Tables whose index a search may follow until a page is full (see Like), but never reads. */
  private static final Set<String> SEARCHED = Set.of("device", "holder", "person", "registration");

  /**
   * A page of fifty devices with ten licenses each is the most that any page is about, and room.
   */
  private static final long MOST_ROWS = 2_000;

  private static final String WRITES = "makes what is missing, row by row by a unique key";
  private static final String WHOLE = "all that a search finds: for a plan, not for a page";
  private static final String NO_TABLE = "asks no database";
  private static final String HANDFUL = "there is a handful of them";

  /** Lists of base packages that are not asked here. */
  private static final Map<String, String> NOT_ASKED =
      Map.ofEntries(
          Map.entry("catalog.Assets.idsFor(List)", WRITES),
          Map.entry("csv.CsvKind.judge(List)", NO_TABLE),
          Map.entry("csv.CsvRow.keys()", NO_TABLE),
          Map.entry("device.Devices.holders(int[])", WRITES),
          Map.entry("device.Devices.idsOf(Visibility, Filter)", WHOLE),
          Map.entry("distribution.Licenses.holderIds(Visibility, int[], HolderFilter)", WHOLE),
          Map.entry("exchange.RequestListener.operations()", NO_TABLE),
          Map.entry("exchange.Requests.record(List)", WRITES),
          Map.entry("holder.Holders.idsFor(HolderKind, List)", WRITES),
          Map.entry("organization.Sites.list()", HANDFUL),
          Map.entry("organization.Sites.newOnes(Collection)", HANDFUL),
          Map.entry("people.People.idsOf(Visibility, Filter)", WHOLE),
          Map.entry("security.Administrators.list()", HANDFUL),
          Map.entry("security.ApiTokens.list(UUID)", HANDFUL));

  @RegisterExtension static final TestDatabase database = new TestDatabase();
  private static ExplainingDataSource explaining;
  private static AnnotationConfigApplicationContext context;

  @BeforeAll
  static void fill(@TempDir Path folder) {
    STATEMENTS
        .splitAsStream(script())
        .forEach(statement -> database.jdbc().sql(statement).update());
    explaining = new ExplainingDataSource(database.dataSource());
    context = new AnnotationConfigApplicationContext();
    context.registerBean(javax.sql.DataSource.class, () -> explaining);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(explaining));
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(explaining));
    context.registerBean(JsonMapper.class, () -> JSON);
    context.registerBean(
        CosterConfig.class,
        () -> CosterConfig.load(Map.of("COSTER_DATA", folder.toString()), null));
    // Nothing runs by itself: only what a question needs is made.
    context.addBeanFactoryPostProcessor(PlansAreIndexedTest::onlyWhatIsAskedFor);
    ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(context, false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
    scanner.setBeanNameGenerator(new FullyQualifiedAnnotationBeanNameGenerator());
    for (String name : PACKAGES) {
      scanner.scan("dev.coster." + name);
    }
    context.refresh();
  }

  private static void onlyWhatIsAskedFor(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      beans.getBeanDefinition(name).setLazyInit(true);
    }
    for (Class<?> type : List.of(SmartLifecycle.class, SmartInitializingSingleton.class)) {
      for (String name : beans.getBeanNamesForType(type, true, false)) {
        if (beans.containsBeanDefinition(name)) {
          context.removeBeanDefinition(name);
        }
      }
    }
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @BeforeEach
  void forget() {
    explaining.take();
  }

  private static String script() {
    try (InputStream script = PlansAreIndexedTest.class.getResourceAsStream("/million.sql")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void assets() {
    Assets assets = context.getBean(Assets.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      Assets.Filter all = new Assets.Filter("", null, null, false);
      assertThat(assets.list(eyes, all, null, PAGE)).hasSize(PAGE);
      assertThat(assets.list(eyes, all, new NamePlace("10", 3), PAGE)).isNotEmpty();
      assets.list(eyes, new Assets.Filter("10", 1, "App", true), null, PAGE);
      assertThat(assets.find(eyes, ASSET)).isPresent();
      assertThat(assets.atLocations(eyes, ASSET)).isNotEmpty();
      assets.count(eyes, true);
    }
    judge(12);
  }

  @Test
  void holdersOfAnAsset() {
    Licenses licenses = context.getBean(Licenses.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      Licenses.HolderFilter all = new Licenses.HolderFilter(null, "", false);
      assertThat(licenses.holders(eyes, ASSET, all, null, PAGE)).hasSize(PAGE);
      assertThat(licenses.holders(eyes, ASSET, all, new Licenses.HolderCursor(2, 50_000), PAGE))
          .hasSize(PAGE);
      assertThat(licenses.holders(eyes, ASSET, new Licenses.HolderFilter(1, "", false), null, PAGE))
          .hasSize(PAGE);
    }
    assertThat(licenses.totals(Visibility.ALL)).hasSize(3);
    judge(7);
  }

  @Test
  void holdersOfAnAssetByText() {
    Licenses licenses = context.getBean(Licenses.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      for (String text :
          List.of("S60006", "s7777", "ipad 60006", "Person 1000", "p77@", "user-9", "iPad")) {
        licenses.holders(eyes, ASSET, new Licenses.HolderFilter(null, text, false), null, PAGE);
      }
      licenses.holders(eyes, ASSET, new Licenses.HolderFilter(null, "", true), null, PAGE);
      licenses.holders(eyes, ASSET, new Licenses.HolderFilter(1, "nobody", true), null, PAGE);
    }
    judge(32);
  }

  @Test
  void whatSomebodyHolds() {
    Licenses licenses = context.getBean(Licenses.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      licenses.heldByDevice(eyes, DEVICE, null, PAGE);
      licenses.heldByPerson(eyes, PERSON, null, PAGE);
    }
    assertThat(licenses.heldByDevice(Visibility.ALL, DEVICE, PAGE)).isNotEmpty();
    assertThat(licenses.heldByPerson(Visibility.ALL, PERSON, PAGE)).isNotEmpty();
    assertThat(licenses.holder(DEVICE)).isPresent();
    judge(7);
  }

  @Test
  void devices() {
    Devices devices = context.getBean(Devices.class);
    Devices.Filter all = new Devices.Filter("", null, null, null);
    assertThat(devices.list(SOME, all, null, PAGE)).hasSize(PAGE);
    assertThat(devices.list(SOME, all, new NamePlace("iPad 5", 5), PAGE)).hasSize(PAGE);
    assertThat(devices.list(SOME, new Devices.Filter("pad", null, null, null), null, PAGE))
        .hasSize(PAGE);
    assertThat(devices.list(SOME, new Devices.Filter("S9", null, null, null), null, PAGE))
        .hasSize(PAGE);
    assertThat(devices.list(SOME, new Devices.Filter("", 1, "iPadOS", null), null, PAGE))
        .hasSize(PAGE);
    devices.list(SOME, new Devices.Filter("", null, null, PERSON), null, PAGE);
    devices.count(SOME, new Devices.Filter("", null, null, PERSON), 1_000);
    assertThat(devices.find(SOME, DEVICE)).isPresent();
    devices.enrollments(DEVICE);
    devices.hinders(SOME, DEVICE);
    devices.imports(SOME, 5);
    devices.undoing(SOME, Instant.EPOCH);
    judge(12);
  }

  @Test
  void people() {
    People people = context.getBean(People.class);
    People.Filter all = new People.Filter("", null, null);
    assertThat(people.list(SOME, all, null, PAGE)).hasSize(PAGE);
    assertThat(people.list(SOME, all, new NamePlace("Person 5", 5), PAGE)).hasSize(PAGE);
    assertThat(people.list(SOME, new People.Filter("person", null, null), null, PAGE))
        .hasSize(PAGE);
    people.list(SOME, new People.Filter("p9", null, null), null, PAGE);
    assertThat(people.list(SOME, new People.Filter("", 1, null), null, PAGE)).hasSize(PAGE);
    assertThat(people.find(SOME, PERSON)).isPresent();
    context.getBean(Registrations.class).of(SOME, PERSON);
    people.hinders(SOME, PERSON);
    people.imports(SOME, 5);
    people.undoing(SOME, Instant.EPOCH);
    judge(10);
  }

  @Test
  void jobsAndTheirResults() {
    Jobs jobs = context.getBean(Jobs.class);
    Distribution distribution = context.getBean(Distribution.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      assertThat(jobs.list(eyes, false, null, PAGE)).hasSize(PAGE);
      assertThat(jobs.list(eyes, false, JOB, PAGE)).hasSize(PAGE);
      jobs.list(eyes, true, null, PAGE);
      distribution.resultCounts(eyes, JOB);
      distribution.confirmed(eyes, List.of(JOB));
      distribution.waitingFor(eyes, JOB);
    }
    var rows = distribution.results(Visibility.ALL, JOB, null, null, 25);
    assertThat(rows).hasSize(25);
    var last = rows.getLast();
    distribution.results(
        Visibility.ALL,
        JOB,
        null,
        new Distribution.PairCursor(last.state(), last.assetId(), last.holderId()),
        PAGE);
    for (Distribution.PairState state : Distribution.PairState.values()) {
      distribution.results(Visibility.ALL, JOB, state, null, PAGE);
    }
    context.getBean(Requests.class).ofJob(Visibility.ALL, JOB, null, PAGE);
    judge(18);
  }

  @Test
  void stories() {
    Licenses licenses = context.getBean(Licenses.class);
    assertThat(licenses.story(Visibility.ALL, 1, 8, DEVICE)).isPresent();
    licenses.story(SOME, 1, ASSET, 20_000);
    judge(2);
  }

  @Test
  void locationsAndAudit() {
    LocationAdministration locations = context.getBean(LocationAdministration.class);
    assertThat(locations.list(SOME)).hasSize(2);
    locations.tokens(SOME, 1);
    context.getBean(AuditTrail.class).list(SOME, AuditTrail.Filter.NONE, null, PAGE);
    judge(3);
  }

  @Test
  void peopleByState() {
    People people = context.getBean(People.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      for (People.PersonState state : People.PersonState.values()) {
        People.Filter some = new People.Filter("", null, state);
        assertThat(people.list(eyes, some, null, PAGE)).isNotEmpty();
        people.list(eyes, some, new NamePlace("Person 5", 5), PAGE);
        people.list(eyes, new People.Filter("p77", 1, state), null, PAGE);
      }
    }
    judge(24);
  }

  @Test
  void readingsAndNotifications() {
    Sync sync = context.getBean(Sync.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      assertThat(sync.freshness(eyes))
          .isNotEmpty()
          .allSatisfy(one -> assertThat(one.fullyReadAt()).isNotNull());
    }
    for (int location = 1; location <= 3; location++) {
      var newest = sync.received(Visibility.ALL, location, Long.MAX_VALUE, 40);
      assertThat(newest).hasSize(40);
      sync.received(Visibility.ALL, location, newest.getLast().id(), PAGE);
    }
    judge(10);
  }

  @Test
  void jobsThatChange() {
    Jobs jobs = context.getBean(Jobs.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      assertThat(jobs.countOpen(eyes)).isPositive();
      assertThat(jobs.changedSince(eyes, Instant.parse("2026-09-28T00:00:00Z"), PAGE))
          .hasSize(PAGE);
      jobs.changedSince(eyes, Instant.parse("2026-12-01T00:00:00Z"), PAGE);
    }
    int[] people = IntStream.rangeClosed(1, PAGE).toArray();
    assertThat(context.getBean(Registrations.class).among(SOME, 1, people)).hasSize(PAGE);
    judge(7);
  }

  @Test
  void theAuditOfASubject() {
    AuditTrail audit = context.getBean(AuditTrail.class);
    for (Visibility eyes : List.of(Visibility.ALL, SOME)) {
      var page = audit.list(eyes, AuditTrail.Filter.NONE, null, PAGE);
      audit.list(eyes, AuditTrail.Filter.NONE, page.next(), PAGE);
      audit.list(eyes, new AuditTrail.Filter("location", "1"), null, PAGE);
      audit.list(eyes, new AuditTrail.Filter("job", "2000"), null, PAGE);
    }
    judge(8);
  }

  /** What a person searched or ticked, as keys. */
  @Test
  void whatIsChosen() {
    Set<Integer> some = Set.of(7, 8);
    int[] few = {1, 2, 3};
    Assets assets = context.getBean(Assets.class);
    assertThat(assets.keys(some)).hasSize(2);
    assertThat(assets.facts(1, some)).hasSize(2);
    Devices devices = context.getBean(Devices.class);
    assertThat(devices.idsOf(Set.of("S60006", "S7"))).hasSize(2);
    assertThat(devices.known(SOME, few)).hasSize(3);
    People people = context.getBean(People.class);
    assertThat(people.idsOf(Set.of("p7@example.org"))).hasSize(1);
    assertThat(people.known(SOME, few)).hasSize(3);
    assertThat(context.getBean(Registrations.class).holders(1, few)).hasSize(3);
    assertThat(context.getBean(Holders.class).byId(Set.of(DEVICE))).hasSize(1);
    Licenses licenses = context.getBean(Licenses.class);
    licenses.holdersOf(SOME, 1, ASSET, DEVICE, null);
    licenses.holdersOf(SOME, 1, ASSET, null, PERSON);
    licenses.belongings(SOME, 1, few, few, new int[0]);
    judge(11);
  }

  /** What the traffic with Apple asks again and again. */
  @Test
  void whatIsOpen() {
    Requests requests = context.getBean(Requests.class);
    for (int location = 1; location <= 3; location++) {
      assertThat(requests.open(location)).isNotEmpty();
      assertThat(requests.toCheck(location)).isNotEmpty();
      requests.leftToNotifications(location, ASSET, null);
      requests.leftToNotifications(location, null, DEVICE);
      requests.reserved(location);
    }
    requests.pairs(requests.toCheck(1).getFirst().id());
    requests.containing(Visibility.ALL, ASSET, DEVICE, PAGE);
    assertThat(
            context
                .getBean(Observed.class)
                .rereadsDue(1, Instant.parse("2026-09-09T00:00:00Z"), PAGE))
        .hasSize(PAGE);
    judge(16);
  }

  /** A list that is new is asked above, or stands here with the reason why not. */
  @Test
  void everyListIsAsked() {
    Set<String> asked =
        new ClassFileImporter()
                .importClasses(PlansAreIndexedTest.class)
                .get(PlansAreIndexedTest.class)
                .getMethodCallsFromSelf()
                .stream()
                .flatMap(call -> call.getTarget().resolveMember().stream())
                .map(JavaMethod::reflect)
                .filter(method -> method.getDeclaringClass().getName().startsWith("dev.coster."))
                .map(PlansAreIndexedTest::signature)
                .collect(Collectors.toSet());
    Set<String> notAsked =
        BaseLists.methods().stream()
            .filter(method -> !method.isDefault())
            .map(PlansAreIndexedTest::signature)
            .filter(signature -> !asked.contains(signature))
            .collect(Collectors.toSet());
    assertThat(notAsked).containsExactlyInAnyOrderElementsOf(NOT_ASKED.keySet());
  }

  private static String signature(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", BaseLists.name(method) + "(", ")"));
  }

  private static void judge(int atLeast) {
    List<ExplainingDataSource.Explained> asked = explaining.take();
    assertThat(asked).hasSizeGreaterThanOrEqualTo(atLeast);
    List<String> faults = new ArrayList<>();
    for (ExplainingDataSource.Explained one : asked) {
      if (OFFSET.matcher(one.sql().toLowerCase(Locale.ROOT)).find()) {
        faults.add("counts rows off: " + one.sql());
      }
      Map<String, Long> touched = new HashMap<>();
      walk(JSON.readTree(one.plan()).path(0).path("Plan"), one, touched, faults);
      touched.forEach((table, rows) -> {
        if (rows > MOST_ROWS) {
          faults.add("touches " + rows + " of " + table + ": " + one.sql() + "\n" + one.plan());
        }
      });
    }
    assertThat(faults).isEmpty();
  }

  /** Looks at a step of a plan and those below it, and counts how many rows they touch. */
  private static void walk(
      JsonNode step,
      ExplainingDataSource.Explained one,
      Map<String, Long> touched,
      List<String> faults) {
    String table = table(step);
    String kind = step.path("Node Type").asString("");
    boolean growing = GROWING.contains(table);
    if (kind.equals("Seq Scan") && (growing || SEARCHED.contains(table))) {
      faults.add("reads all of " + table + ": " + one.sql() + "\n" + one.plan());
    }
    if (growing) {
      double each =
          step.path("Actual Rows").asDouble(0)
              + step.path("Rows Removed by Filter").asDouble(0)
              + step.path("Rows Removed by Index Recheck").asDouble(0);
      touched.merge(table, Math.round(each * step.path("Actual Loops").asDouble(0)), Long::sum);
    }
    for (JsonNode below : step.path("Plans")) {
      walk(below, one, touched, faults);
    }
  }

  /** The months of the audit are tables of their own. */
  private static String table(JsonNode step) {
    String name = step.path("Relation Name").asString("");
    return name.startsWith("audit_event") ? "audit_event" : name;
  }
}
