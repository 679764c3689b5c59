package dev.coster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transactions, arrays and copying, on the real database. */
final class PlatformSqlTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final JdbcClient jdbc = database.jdbc();
  private final Transactions transactions = database.transactions();

  @BeforeEach
  void makeTable() {
    jdbc.sql(
            "drop table if exists thing; create table thing (id bigint, name text, at timestamptz, key uuid, ok boolean)")
        .update();
  }

  @Test
  void arraysCarryRowsOfAllTypesAndNulls() {
    UUID key = UUID.fromString("0198c2a6-5d2e-7000-8000-000000000001");
    Instant at = Instant.parse("2026-03-02T08:00:00.123456Z");
    jdbc.sql(
            """
            insert into thing (id, name, at, key, ok)
            select * from unnest(:ids, :names, :ats, :keys, :oks)
            """)
        .param("ids", SqlArrays.nullableLongs(Arrays.asList(5_000_000_000L, null)))
        .param("names", SqlArrays.texts(Arrays.asList("a,\"b\" {c}\\", null)))
        .param("ats", SqlArrays.instants(Arrays.asList(at, null)))
        .param("keys", SqlArrays.uuids(Arrays.asList(key, null)))
        .param("oks", SqlArrays.booleans(true, false))
        .update();
    assertThat(
            jdbc.sql("select id, name, key, ok from thing where id is not null")
                .query()
                .singleRow())
        .containsEntry("id", 5_000_000_000L)
        .containsEntry("name", "a,\"b\" {c}\\")
        .containsEntry("key", key)
        .containsEntry("ok", true);
    assertThat(
            jdbc.sql("select at = '2026-03-02 08:00:00.123456+00' from thing where id is not null")
                .query()
                .singleValue())
        .isEqualTo(true);
    assertThat(
            jdbc.sql(
                    "select count(*) from thing where id is null and name is null and at is null and key is null")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aHundredThousandRowsAreOneStatement() {
    int[] ids = new int[100_000];
    Arrays.setAll(ids, i -> i);
    long[] same = Arrays.stream(ids).asLongStream().toArray();
    int inserted =
        jdbc.sql(
                "insert into thing (id) select a.id from unnest(:ids) a (id) join unnest(:same) b (id) using (id)")
            .param("ids", SqlArrays.ints(ids))
            .param("same", SqlArrays.longs(same))
            .update();
    assertThat(inserted).isEqualTo(100_000);
  }

  @Test
  void copyKeepsEveryCharacterAndJoinsTheTransaction() {
    List<@org.jspecify.annotations.Nullable String> texts =
        Arrays.asList("tab\t, new\nline, \\N, Zoë 日本 🍏", "", null);
    long rows =
        transactions.call(() ->
            database
                .bulkCopy()
                .copyIn(
                    "copy thing (id, name, at, key, ok) from stdin",
                    copy -> {
                      for (int i = 0; i < texts.size(); i++) {
                        copy.add(i)
                            .add(texts.get(i))
                            .add(Instant.EPOCH)
                            .add(new UUID(0, i))
                            .add(true)
                            .end();
                      }
                    }));
    assertThat(rows).isEqualTo(3);
    assertThat(jdbc.sql("select name from thing order by id").query(String.class).list())
        .isEqualTo(texts);
    assertThatThrownBy(() ->
            transactions.run(() -> {
              database.bulkCopy().copyIn("copy thing (id) from stdin", copy -> copy.add(99L).end());
              throw new IllegalStateException("after the copy");
            }))
        .hasMessage("after the copy");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void theCharacterThatPostgresCannotKeepIsReplaced() {
    transactions.run(() ->
        database
            .bulkCopy()
            .copyIn("copy thing (id, name) from stdin", copy -> copy.add(1L).add("a\0b").end()));
    jdbc.sql("insert into thing (id, name) select 2, * from unnest(:names)")
        .param("names", SqlArrays.texts(List.of("\0")))
        .update();
    assertThat(jdbc.sql("select name from thing order by id").query(String.class).list())
        .containsExactly("a\uFFFDb", "\uFFFD");
  }

  @Test
  void aWriterThatFailsCopiesNothingAndLeavesTheConnectionUsable() {
    transactions.run(() -> {
      assertThatThrownBy(() ->
              transactions.runNested(() ->
                  database
                      .bulkCopy()
                      .copyIn(
                          "copy thing (id) from stdin",
                          copy -> {
                            copy.add(1L).end();
                            throw new IllegalArgumentException("no more rows");
                          })))
          .hasMessage("no more rows");
      assertThat(count()).isZero();
    });
  }

  @Test
  void copyOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> database.bulkCopy().copyIn("copy thing (id) from stdin", _ -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailureRollsBackAndReachesTheCallerUnchanged() {
    RuntimeException failure = new IllegalStateException("stop");
    assertThatThrownBy(() ->
            transactions.run(() -> {
              jdbc.sql("insert into thing (id) values (1)").update();
              throw failure;
            }))
        .isSameAs(failure);
    assertThat(count()).isZero();
  }

  @Test
  void readOnlyMeansReadOnly() {
    assertThatThrownBy(() ->
            transactions.runReadOnly(() -> jdbc.sql("insert into thing (id) values (1)").update()))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("read-only transaction");
    long counted = transactions.callReadOnly(this::count);
    assertThat(counted).isZero();
  }

  @Test
  void theGuardsSeeTheTransaction() {
    Transactions.requireNone();
    assertThatThrownBy(Transactions::require).isInstanceOf(IllegalStateException.class);
    transactions.run(() -> {
      Transactions.require();
      assertThatThrownBy(Transactions::requireNone)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("network");
    });
  }

  @Test
  void eachTestClassStartsOnTheMigratedSchema() {
    assertThat(
            jdbc.sql("select count(*) from flyway_schema_history where success")
                .query(Long.class)
                .single())
        .isPositive();
    database.truncate();
    assertThat(database.jdbc().sql("select to_regclass('thing')").query(String.class).list())
        .containsOnlyNulls();
  }

  private long count() {
    return database.jdbc().sql("select count(*) from thing").query(Long.class).single();
  }
}
