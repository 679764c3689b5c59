package dev.coster.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.holder.Holders;
import dev.coster.holder.TestHolders;
import dev.coster.organization.TestSites;
import dev.coster.platform.Actor;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Problem;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Devices.Filter ALL = new Devices.Filter("", null, null, null);

  private final SettableClock clock = new SettableClock();
  private final TestAudit audit = new TestAudit();
  private Devices devices;
  private Holders holders;

  @BeforeEach
  void empty() {
    database.truncate();
    devices = TestDevices.on(database, clock, audit);
    holders = TestHolders.on(database, clock);
  }

  private int add(String serial, String name) {
    return devices.add(
        new Devices.NewDevice(serial, name, "iPad", "iPadOS", "26.1", null, null), Actor.SYSTEM);
  }

  private static Devices.Filter text(String text) {
    return new Devices.Filter(text, null, null, null);
  }

  private List<String> serials(Devices.Filter filter) {
    return devices.list(Visibility.ALL, filter, null, 100).stream()
        .map(Devices.Row::serialNumber)
        .toList();
  }

  @Test
  void addsOneWithItsSerialNumberTrimmedAndUpperCased() {
    int id = add(" c02abc1234 ", "Anna's iPad");

    assertThat(devices.find(Visibility.ALL, id))
        .get()
        .returns("C02ABC1234", Devices.Row::serialNumber)
        .returns("Main site", Devices.Row::siteName)
        .returns(0L, Devices.Row::licenses);
    assertThat(audit.actions()).containsExactly("device.add");
    assertThat(devices.idsOf(Set.of("c02abc1234", "nobody"))).isEqualTo(Map.of("c02abc1234", id));
  }

  @Test
  void refusesASerialNumberThatIsHereAndPointsToIt() {
    int id = add("C02ABC1234", "one");

    assertThatThrownBy(() -> add("c02abc1234", "two"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("device.serial_number.taken");
              assertThat(problem.remedy()).contains("/devices/" + id);
            });
    assertThat(audit.actions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "C02 ABC",
        "1.2346E+11",
        "<b>",
        "Ä1",
        "C02ABC1234C02ABC1234C02ABC1234ABC"
      })
  void refusesWhatIsNoSerialNumber(String serial) {
    assertThatThrownBy(() -> add(serial, "x"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo("device.serial_number.invalid"));
    assertThat(serials(ALL)).isEmpty();
  }

  @Test
  void refusesAnUnknownPersonAndMakesNothing() {
    assertThatThrownBy(() ->
            devices.add(
                new Devices.NewDevice("A1", null, null, null, null, "New site", "x@y.example"),
                Actor.SYSTEM))
        .isInstanceOf(Problem.class);
    assertThat(TestSites.on(database, clock).list()).hasSize(1);
  }

  @Test
  void pagesThroughNamesThatAreAlikeWithoutLosingOne() {
    for (int i = 0; i < 23; i++) {
      add("S" + i, i % 3 == 0 ? "Same" : i % 3 == 1 ? "same" : "other " + i % 2);
    }
    List<Integer> paged = new ArrayList<>();
    NamePlace after = null;
    List<Devices.Row> page;
    do {
      page = devices.list(Visibility.ALL, ALL, after, 5);
      page.forEach(row -> paged.add(row.id()));
      after = page.isEmpty() ? after : page.getLast().place();
    } while (!page.isEmpty());

    assertThat(paged).hasSize(23).doesNotHaveDuplicates();
    assertThat(devices.idsOf(Visibility.ALL, ALL))
        .containsExactly(paged.stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void findsByTextAndTakesSignsOfPatternsLiterally() {
    add("AAA111", "Library 100%");
    add("BBB222", "Lab_1");
    add("CCC333", "Lab 1");

    assertThat(serials(text("la"))).containsExactly("CCC333", "BBB222");
    assertThat(serials(text("bb2"))).containsExactly("BBB222");
    assertThat(serials(text("ipad"))).hasSize(3);
    assertThat(serials(text("00%"))).containsExactly("AAA111");
    assertThat(serials(text("ab_"))).containsExactly("BBB222");
    assertThat(serials(text("x\\y"))).isEmpty();
    assertThat(devices.count(Visibility.ALL, text("lab"), 100)).isEqualTo(2);
    assertThat(devices.count(Visibility.ALL, ALL, 2)).isEqualTo(2);
  }

  @Test
  void applesSpellingWinsAlsoWhenItComesLater() {
    int device = add("ABC1", "a");
    int ours = devices.holders(new int[] {device})[0];
    int apples = holders.idsFor(dev.coster.holder.HolderKind.DEVICE, List.of("abc1"))[0];

    assertThat(devices.holders(new int[] {device})).containsExactly(apples).doesNotContain(ours);
  }

  @Test
  void givesHoldersInOrderAndPrefersApplesSpelling() {
    int known = holders.idsFor(dev.coster.holder.HolderKind.DEVICE, List.of("abc1"))[0];
    int first = add("ABC1", "a");
    int second = add("ABC2", "b");
    int nameless =
        database
            .jdbc()
            .sql(
                """
                insert into device (name, site_id, source, created_at)
                select 'user enrollment', site_id, 'test', created_at from site returning device_id
                """)
            .query(Integer.class)
            .single();

    int[] ids = devices.holders(new int[] {second, nameless, first});

    assertThat(ids[2]).isEqualTo(known);
    assertThat(ids[1]).isZero();
    assertThat(holders.byId(Set.of(ids[0])).get(ids[0]))
        .returns("ABC2", Holders.Holder::appleId)
        .returns(second, Holders.Holder::deviceId);
  }

  @Test
  void countsTheLicensesOfVisibleLocations() {
    int id = add("ABC1", "a");
    int holder = devices.holders(new int[] {id})[0];
    database
        .jdbc()
        .sql(
            """
            insert into assignment (location_id, asset_id, holder_id, since)
            select l, 1, :holder, :at from unnest(array[1, 2, 3]) l
            """)
        .param("holder", holder)
        .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();

    assertThat(devices.find(Visibility.ALL, id).orElseThrow().licenses()).isEqualTo(3);
    assertThat(devices.find(Visibility.ofLocations(Set.of(2, 7)), id).orElseThrow().licenses())
        .isEqualTo(1);
  }
}
