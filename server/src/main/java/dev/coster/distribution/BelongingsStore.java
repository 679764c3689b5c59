package dev.coster.distribution;

import dev.coster.distribution.Licenses.Belongings;
import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads all that some holders have. */
final class BelongingsStore {

  /** Each branch has an index of its own. */
  private static final String HAS =
      """
      with who as (
        select holder_id from holder where device_id = any (:devices)
        union
        select holder_id from holder where person_id = any (:persons)
        union
        select unnest(:holders))
      select coalesce(array_agg(distinct a.asset_id), '{}') as assets,
             coalesce(array_agg(distinct a.holder_id), '{}') as holders
      from who join assignment a on a.holder_id = who.holder_id
      where a.location_id = :location
      """;

  private final JdbcClient jdbc;

  BelongingsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Belongings of(int locationId, int[] deviceIds, int[] personIds, int[] holderIds) {
    return jdbc.sql(HAS)
        .param("devices", SqlArrays.ints(deviceIds))
        .param("persons", SqlArrays.ints(personIds))
        .param("holders", SqlArrays.ints(holderIds))
        .param("location", locationId)
        .query((row, _) -> new Belongings(Ints.at(row, "assets"), Ints.at(row, "holders")))
        .single();
  }
}
