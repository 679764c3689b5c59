package dev.coster.sync;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import dev.coster.sync.Sync.Freshness;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL that tells how fresh the picture is. */
final class FreshnessStore {
  private final JdbcClient jdbc;
  private final WalkStore walks;

  FreshnessStore(JdbcClient jdbc, WalkStore walks) {
    this.jdbc = jdbc;
    this.walks = walks;
  }

  /** A picture is as old as the beginning of what it was read by. */
  List<Freshness> of(Visibility visibility) {
    Map<Integer, String> running =
        walks.running(visibility).stream()
            .collect(Collectors.toMap(Walk::locationId, Walk::progress, (one, _) -> one));
    return jdbc.sql(
            """
            select location_id,
              (select began_at from listing l where l.location_id = s.location_id
                and l.kind = 'ASSETS' and l.state = 'DONE'
                order by l.ended_at desc limit 1) as assets_at,
              (select began_at from listing l where l.location_id = s.location_id
                and l.kind = 'USERS' and l.state = 'DONE' and l.holder_id is null
                order by l.ended_at desc limit 1) as users_at,
              (select began_at from listing l where l.location_id = s.location_id
                and l.kind = 'ASSIGNMENTS' and l.state = 'DONE'
                and l.asset_id is null and l.holder_id is null
                order by l.ended_at desc limit 1) as assignments_at,
              (select began_at from listing l where l.location_id = s.location_id
                and l.kind = 'ASSIGNMENTS' and l.state = 'DONE'
                and l.asset_id is null and l.holder_id is null and l.since_version is null
                order by l.ended_at desc limit 1) as full_at
            from location s
            where removed_at is null and (:all or location_id = any(:locations))
            order by location_id
            """)
        .param("all", visibility.all())
        .param("locations", SqlArrays.ints(visibility.locations()))
        .query((row, _) ->
            new Freshness(
                row.getInt("location_id"),
                Instants.orNull(row, "assets_at"),
                Instants.orNull(row, "users_at"),
                Instants.orNull(row, "assignments_at"),
                Instants.orNull(row, "full_at"),
                running.get(row.getInt("location_id"))))
        .list();
  }
}
