package dev.coster.simulation;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds the lease of a location: only that node calls there, and only as long as it lasts. */
final class Holders {
  private final JdbcClient jdbc;

  /** Which node goes by a name in the table: whoever calls first under it. */
  private final Map<String, Node> names = new HashMap<>();

  Holders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Lease(String holder, Instant until) {}

  void calls(Node node, String uId, String path, Instant now) {
    Lease lease =
        jdbc.sql(
                """
                select l.node, l.expires_at from location_lease l join location using (location_id)
                where u_id = ?
                """)
            .param(uId)
            .query((ResultSet row, int _) ->
                new Lease(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
            .optional()
            .orElseThrow(
                () -> new Violation(node.name + " calls " + path + ", and nobody has the lease"));
    Node holder = names.computeIfAbsent(lease.holder(), _ -> node);
    if (holder != node || !now.isBefore(lease.until())) {
      throw new Violation(
          "%s calls %s at %s, and the lease is %s's until %s"
              .formatted(node.name, path, now, holder.name, lease.until()));
    }
  }
}
