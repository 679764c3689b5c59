package dev.coster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.audit.Audit.Entry;
import dev.coster.audit.AuditTrail.Event;
import dev.coster.audit.AuditTrail.Filter;
import dev.coster.job.HandCrankedWakeups;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Page;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StoredAuditTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-31T23:59:00Z"));
  private StoredAudit audit =
      new StoredAudit(new AuditStore(database.jdbc()), Ids.secure(clock), clock);
  private Transactions transactions = database.transactions();

  @BeforeEach
  void empty() {
    database.truncate();
    audit = new StoredAudit(new AuditStore(database.jdbc()), Ids.secure(clock), clock);
    transactions = database.transactions();
  }

  @Test
  void anEventIsKeptAsItWasRecorded() {
    record(Entry.of("device.edit", "device", 7, "Renamed.").at(3).with(Map.of("from", "a")));
    Event event = all(Visibility.ALL).getFirst();
    assertThat(event.at()).isEqualTo(clock.instant());
    assertThat(event.actor()).isEqualTo(Actor.SYSTEM);
    assertThat(event.action()).isEqualTo("device.edit");
    assertThat(event.subjectKind()).isEqualTo("device");
    assertThat(event.subjectId()).isEqualTo("7");
    assertThat(event.locationId()).isEqualTo(3);
    assertThat(event.summary()).isEqualTo("Renamed.");
    assertThat(event.detail().get("from").asString()).isEqualTo("a");
  }

  @Test
  void aDecisionOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> audit.record(Actor.SYSTEM, Entry.of("a", "b", 1, "c")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pagesFollowEachOtherNewestFirst() {
    for (int number = 0; number < 5; number++) {
      record(Entry.of("x", "device", number, "n" + number));
    }
    Page<Event> first = audit.list(Visibility.ALL, Filter.NONE, null, 2);
    Page<Event> second = audit.list(Visibility.ALL, Filter.NONE, first.next(), 2);
    Page<Event> third = audit.list(Visibility.ALL, Filter.NONE, second.next(), 2);
    assertThat(List.of(first, second, third))
        .flatExtracting(Page::items)
        .extracting(Event::summary)
        .hasSize(5)
        .doesNotHaveDuplicates();
    assertThat(third.next()).isNull();
    assertThat(first.items().getFirst().at()).isEqualTo(clock.instant());
  }

  @Test
  void aSubjectAndASightLimitTheList() {
    record(Entry.of("x", "device", 1, "one").at(1));
    record(Entry.of("x", "device", 2, "two").at(2));
    record(Entry.of("x", "person", 1, "three"));
    assertThat(audit.list(Visibility.ALL, new Filter("device", "1"), null, 9).items())
        .extracting(Event::summary)
        .containsExactly("one");
    assertThat(all(Visibility.ofLocations(Set.of(2))))
        .extracting(Event::summary)
        .containsExactly("two");
  }

  @Test
  void monthsAreMadeAheadAndTakeWhatCameBeforeThem() {
    record(Entry.of("x", "device", 1, "early"));
    AuditMonths months =
        new AuditMonths(
            transactions, new AuditMonthStore(database.jdbc()), clock, (task, key, at) -> {});
    months.makeAhead();
    months.makeAhead();
    assertThat(rows("audit_event_2026_01")).isEqualTo(1);
    assertThat(rows("audit_event_default")).isZero();
    clock.advance(Duration.ofMinutes(1));
    record(Entry.of("x", "device", 1, "on the first of February"));
    assertThat(rows("audit_event_2026_02")).isEqualTo(1);
    assertThat(all(Visibility.ALL)).hasSize(2);
  }

  @Test
  void theMonthsAskToBeWokenNextDay() {
    List<String> asked = new java.util.ArrayList<>();
    AuditMonths months =
        new AuditMonths(
            transactions,
            new AuditMonthStore(database.jdbc()),
            clock,
            (task, key, at) -> asked.add(task + " " + Duration.between(clock.instant(), at)));
    months.run("all");
    assertThat(asked).containsExactly("audit.months PT24H");
  }

  @Test
  void noEventIsChangedOrRemovedWhereverItStands() {
    record(Entry.of("x", "device", 1, "in the default partition"));
    refusesChanges();
    months(new HandCrankedWakeups()).makeAhead();
    refusesChanges();
    clock.advance(Duration.ofMinutes(1));
    record(Entry.of("x", "device", 1, "in a partition made ahead"));
    clock.advance(Duration.ofDays(90));
    record(Entry.of("x", "device", 1, "in the default one, after something was moved out of it"));
    refusesChanges();
    assertThat(all(Visibility.ALL)).hasSize(3);
  }

  private void refusesChanges() {
    List<String> tables =
        database
            .jdbc()
            .sql("select relid::text from pg_partition_tree('audit_event')")
            .query(String.class)
            .list();
    for (String table : tables) {
      for (String change : List.of("update %s set summary = 'x'", "delete from %s")) {
        long rows = database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
        if (rows > 0) {
          assertThatThrownBy(() -> database.jdbc().sql(change.formatted(table)).update())
              .as(change, table)
              .hasMessageContaining("neither changed nor removed");
        }
      }
    }
  }

  /** Each month's partition is there before its first event, over New Year and the year after. */
  @Test
  void aServerThatRunsOnForFourHundredDaysNeverMissesAMonth() {
    clock.set(Instant.parse("2026-11-21T12:00:00Z"));
    HandCrankedWakeups wakeups = new HandCrankedWakeups();
    AuditMonths months = months(wakeups);
    wakeups.add(months);
    months.run("all");
    for (int day = 1; day <= 400; day++) {
      clock.advance(Duration.ofDays(1));
      record(Entry.of("x", "day", day, "before the day's look at the months"));
      wakeups.crank(clock);
    }
    assertThat(rows("audit_event_default")).isZero();
    assertThat(rows("audit_event_2026_12")).isEqualTo(31);
    assertThat(rows("audit_event_2027_01")).isEqualTo(31);
    assertThat(rows("audit_event_2027_12")).isEqualTo(26);
    assertThat(rows("audit_event_2028_01")).as("made ahead").isZero();
  }

  /** What is decided before the server has looked at the months again is kept all the same. */
  @Test
  void aServerThatSleptOverNewYearLosesNothing() {
    clock.set(Instant.parse("2026-10-30T12:00:00Z"));
    AuditMonths months = months(new HandCrankedWakeups());
    months.makeAhead();
    clock.set(Instant.parse("2027-01-01T00:00:00Z"));
    record(Entry.of("x", "device", 1, "at New Year"));
    assertThat(rows("audit_event_default")).isEqualTo(1);
    months.makeAhead();
    assertThat(rows("audit_event_2027_01")).isEqualTo(1);
    assertThat(all(Visibility.ALL)).hasSize(1);
  }

  private AuditMonths months(HandCrankedWakeups wakeups) {
    return new AuditMonths(transactions, new AuditMonthStore(database.jdbc()), clock, wakeups);
  }

  private void record(Entry entry) {
    clock.advance(Duration.ofNanos(1000));
    transactions.run(() -> audit.record(Actor.SYSTEM, entry));
  }

  private List<Event> all(Visibility visibility) {
    return audit.list(visibility, Filter.NONE, null, 100).items();
  }

  private long rows(String table) {
    return database.jdbc().sql("select count(*) from only " + table).query(Long.class).single();
  }
}
