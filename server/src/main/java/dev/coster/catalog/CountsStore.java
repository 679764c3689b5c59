package dev.coster.catalog;

import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies the staged rows of a listing of assets, and keeps when counts were read and when they
 * have to be read again.
 */
final class CountsStore {

  /** No row when a listing that began later was applied already. */
  private static final String READING =
      """
      insert into counts_reading as c (location_id, listing_id, began_at)
      values (:location, :listing, :began)
      on conflict (location_id) do update set
        listing_id = excluded.listing_id, began_at = excluded.began_at
      where c.began_at < excluded.began_at
      """;

  /** Unchanged rows are not touched: their age is the reading's. */
  private static final String UPSERT =
      """
      insert into location_asset as l (location_id, asset_id, product_type, device_assignable,
        revocable, platforms, unlimited, total, assigned, available, retired, listing_id)
      select distinct on (s.asset_id) :location, s.asset_id, s.product_type, s.device_assignable,
        s.revocable, s.platforms, s.unlimited, s.total, s.assigned, s.available, s.retired,
        s.listing_id
      from listing_asset s where s.listing_id = :listing
      order by s.asset_id, s.unlimited desc, s.assigned desc
      on conflict (location_id, asset_id) do update set
        product_type = excluded.product_type, device_assignable = excluded.device_assignable,
        revocable = excluded.revocable, platforms = excluded.platforms,
        unlimited = excluded.unlimited, total = excluded.total, assigned = excluded.assigned,
        available = excluded.available, retired = excluded.retired,
        listing_id = excluded.listing_id, gone_at = null
      where l.gone_at is not null
        or (l.product_type, l.device_assignable, l.revocable, l.platforms, l.unlimited, l.total,
            l.assigned, l.available, l.retired) is distinct from
           (excluded.product_type, excluded.device_assignable, excluded.revocable,
            excluded.platforms, excluded.unlimited, excluded.total, excluded.assigned,
            excluded.available, excluded.retired)
      returning l.asset_id
      """;

  private static final String GONE =
      """
      update location_asset l set gone_at = :began
      where l.location_id = :location and l.gone_at is null
        and not exists (
          select from listing_asset s
          where s.listing_id = :listing and s.asset_id = l.asset_id)
      returning l.asset_id
      """;

  private static final String ASK =
      """
      insert into count_reread (location_id, asked_at, reason, first_asked_at)
      values (:location, :at, :reason, :at)
      on conflict (location_id) do update set
        asked_at = greatest(count_reread.asked_at, excluded.asked_at), reason = excluded.reason,
        first_asked_at = least(count_reread.first_asked_at, excluded.first_asked_at)
      """;

  /**
   * What was asked for after the listing began is left. Whoever asks at this moment is not waited
   * for: the next listing tells, too, and until then the wish is only ranked too early.
   */
  private static final String TOLD =
      """
      update count_reread r set first_asked_at = case when r.asked_at >= :began then r.asked_at end
      from (select location_id from count_reread
            where location_id = :location and first_asked_at < :began
            for no key update skip locked) free
      where r.location_id = free.location_id
      """;

  private final JdbcClient jdbc;

  CountsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the listing is news. */
  boolean reading(long listingId, int locationId, Instant beganAt) {
    return sql(READING, listingId, locationId, beganAt).update() > 0;
  }

  /** The assets whose facts or counts the listing changed. */
  List<Integer> upsert(long listingId, int locationId) {
    return jdbc.sql(UPSERT)
        .param("listing", listingId)
        .param("location", locationId)
        .query((row, _) -> row.getInt(1))
        .list();
  }

  /** The assets that are listed no longer. */
  List<Integer> gone(long listingId, int locationId, Instant beganAt) {
    return sql(GONE, listingId, locationId, beganAt).query((row, _) -> row.getInt(1)).list();
  }

  void ask(int locationId, String reason, Instant at) {
    jdbc.sql(ASK)
        .param("location", locationId)
        .param("at", Instants.utc(at))
        .param("reason", reason)
        .update();
  }

  /** A listing that began then has answered who asked before. */
  void told(int locationId, Instant beganAt) {
    jdbc.sql(TOLD).param("location", locationId).param("began", Instants.utc(beganAt)).update();
  }

  private JdbcClient.StatementSpec sql(
      String sql, long listingId, int locationId, Instant beganAt) {
    return jdbc.sql(sql)
        .param("listing", listingId)
        .param("location", locationId)
        .param("began", Instants.utc(beganAt));
  }
}
