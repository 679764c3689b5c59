package dev.coster.simulation;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What our database says is so at Apple, as lines like those of {@link Truth}. */
record Picture(Set<String> assignments, Set<String> counts, Set<String> users) {

  static Picture of(JdbcClient jdbc) {
    return new Picture(
        lines(
            jdbc,
            """
            select u_id || ' ' || adam_id || ' ' || pricing_param || ' ' || kind || apple_id
            from assignment join location using (location_id) join asset using (asset_id)
              join holder using (holder_id)
            """),
        lines(
            jdbc,
            """
            select u_id || ' ' || adam_id || ' ' || pricing_param || ' ' ||
              case when unlimited then 'unlimited, ' || assigned || ' assigned'
                   else concat(total, ' = ', assigned, ' + ', available, ' + ',
                     coalesce(retired, 0)) end
            from location_asset join location using (location_id) join asset using (asset_id)
            where gone_at is null
            """),
        lines(
            jdbc,
            """
            select u_id || ' ' || apple_id || ' ' || status
            from registration join location using (location_id) join holder using (holder_id)
            where status <> 'Retired'
            """));
  }

  private static Set<String> lines(JdbcClient jdbc, String sql) {
    return new TreeSet<>(jdbc.sql(sql).query(String.class).list());
  }
}
