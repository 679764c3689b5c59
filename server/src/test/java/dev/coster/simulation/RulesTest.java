package dev.coster.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no seed has met so far: the server does it right. */
class RulesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-09-01T10:00:00Z");

  @BeforeEach
  void location() {
    database.truncate();
    run(
        """
        insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
        values (1, 'u1', 'North', 'USABLE', '2026-09-01T08:00Z', gen_random_uuid(), '2026-09-01T08:00Z')
        """);
    run(
        "insert into asset (asset_id, adam_id, pricing_param) values (1, '101', 'STDQ'), (2, '102', 'STDQ')");
    run("insert into counts_reading values (1, 1, '2026-09-01T09:00Z')");
  }

  private static void run(String sql) {
    database.jdbc().sql(sql).update();
  }

  /** The second request's repetition takes along what was asked for again for the first one. */
  private static void repeatedTogether(int available, int availableOfOther) {
    run(
        """
        insert into location_asset (location_id, asset_id, product_type, device_assignable, revocable,
          unlimited, total, assigned, available, listing_id)
        values (1, 1, 'App', true, true, false, 10, 0, %d, 1),
          (1, 2, 'App', true, true, false, 10, 0, %d, 1)
        """
            .formatted(available, availableOfOther));
    run(
        """
        insert into request (request_id, location_id, resend_of, attempt, operation, lane, asset_ids,
          holder_ids, state, recorded_at, settled_at, outcome)
        values
          ('00000000-0000-0000-0000-000000000001', 1, null, 1, 'ASSOCIATE', 'BULK', '{1,2}', '{3,4,5,6}',
           'SETTLED', '2026-09-01T09:10Z', '2026-09-01T09:50Z', 'PARTLY'),
          ('00000000-0000-0000-0000-000000000002', 1, null, 1, 'ASSOCIATE', 'BULK', '{1}', '{1,2}',
           'SETTLED', '2026-09-01T09:10Z', '2026-09-01T10:00Z', 'PARTLY'),
          ('00000000-0000-0000-0000-000000000003', 1, '00000000-0000-0000-0000-000000000002', 2,
           'ASSOCIATE', 'BULK', '{1,2}', '{1,2,3,4,5,6}', 'RECORDED', '2026-09-01T10:00Z', null, null)
        """);
    run(
        """
        insert into request_pair (request_id, asset_id, holder_id, result, at)
        select request_id, a, h, 'SENT_AGAIN', settled_at
        from request, unnest(asset_ids) a, unnest(holder_ids) h where settled_at is not null
        """);
  }

  private static void look() {
    new Rules(database.jdbc(), new Purchases()).look(NOW);
  }

  @Test
  void whatARepetitionTookAlongReservesWhereMoreIsAskedForAgain() {
    repeatedTogether(5, 10);

    assertThatThrownBy(RulesTest::look)
        .isInstanceOf(Violation.class)
        .hasMessageContaining("asked again for more")
        .hasMessageContaining("for 1: 6 of 5");
  }

  @Test
  void whatARepetitionOnlyTookAlongIsNotJudgedAgain() {
    repeatedTogether(6, 0);

    assertThatCode(RulesTest::look).doesNotThrowAnyException();
  }
}
