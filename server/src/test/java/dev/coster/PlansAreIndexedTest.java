package dev.coster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.audit.AuditTrail;
import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Licenses;
import dev.coster.exchange.Requests;
import dev.coster.job.Jobs;
import dev.coster.location.LocationAdministration;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.NamePlace;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
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
 * counting rows off, and never by touching more of the assignments than a page is about.
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
    "distribution"
  };

  /** Tables that no page may read from end to end. */
  private static final Set<String> LARGE =
      Set.of("assignment", "holder", "device", "person", "registration", "request_pair", "request");

  /**
   * A page of fifty devices with ten licenses each is the most that any page is about, and room.
   */
  private static final long MOST_ASSIGNMENTS = 2_000;

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
      licenses.heldByDevice(eyes, DEVICE, PAGE);
      licenses.heldByPerson(eyes, PERSON, PAGE);
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

  private static void judge(int atLeast) {
    List<ExplainingDataSource.Explained> asked = explaining.take();
    assertThat(asked).hasSizeGreaterThanOrEqualTo(atLeast);
    List<String> faults = new ArrayList<>();
    for (ExplainingDataSource.Explained one : asked) {
      if (OFFSET.matcher(one.sql().toLowerCase(Locale.ROOT)).find()) {
        faults.add("counts rows off: " + one.sql());
      }
      long touched = walk(JSON.readTree(one.plan()).path(0).path("Plan"), one, faults);
      if (touched > MOST_ASSIGNMENTS) {
        faults.add("touches " + touched + " assignments: " + one.sql() + "\n" + one.plan());
      }
    }
    assertThat(faults).isEmpty();
  }

  /** Looks at a step of a plan and those below it; returns how many assignments they touch. */
  private static long walk(JsonNode step, ExplainingDataSource.Explained one, List<String> faults) {
    String table = step.path("Relation Name").asString("");
    String kind = step.path("Node Type").asString("");
    if (LARGE.contains(table) && kind.equals("Seq Scan")) {
      faults.add("reads all of " + table + ": " + one.sql() + "\n" + one.plan());
    }
    long touched = 0;
    if (table.equals("assignment")) {
      double each =
          step.path("Actual Rows").asDouble(0)
              + step.path("Rows Removed by Filter").asDouble(0)
              + step.path("Rows Removed by Index Recheck").asDouble(0);
      touched = Math.round(each * step.path("Actual Loops").asDouble(0));
    }
    for (JsonNode below : step.path("Plans")) {
      touched += walk(below, one, faults);
    }
    return touched;
  }
}
