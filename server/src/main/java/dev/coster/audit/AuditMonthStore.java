package dev.coster.audit;

import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The partitions of {@code audit_event}. */
final class AuditMonthStore {
  private final JdbcClient jdbc;

  AuditMonthStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes a month's partition, if it is not there. Joins the caller's transaction. */
  void make(YearMonth month) {
    String table = "audit_event_%d_%02d".formatted(month.getYear(), month.getMonthValue());
    if (exists(table)) {
      return;
    }
    // Attaching locks the default partition anyway; locked first, two nodes cannot both make it.
    jdbc.sql("lock table audit_event_default in access exclusive mode").update();
    if (exists(table)) {
      return;
    }
    String from = month.atDay(1) + " 00:00:00+00";
    String to = month.plusMonths(1).atDay(1) + " 00:00:00+00";
    jdbc.sql("create table %s (like audit_event including defaults)".formatted(table)).update();
    if (isWaitedFor(from, to)) {
      move(table, from, to);
    }
    jdbc.sql(
            "alter table audit_event attach partition %s for values from ('%s') to ('%s')"
                .formatted(table, from, to))
        .update();
  }

  private boolean isWaitedFor(String from, String to) {
    return jdbc.sql(
            "select exists (select 1 from audit_event_default where at >= '%s' and at < '%s')"
                .formatted(from, to))
        .query(Boolean.class)
        .single();
  }

  /** The one delete that the table's trigger is told to let through; the events stay events. */
  private void move(String table, String from, String to) {
    jdbc.sql("alter table audit_event_default disable trigger audit_event_is_kept").update();
    jdbc.sql(
            """
            with moved as (
              delete from audit_event_default where at >= '%s' and at < '%s' returning *)
            insert into %s select * from moved
            """
                .formatted(from, to, table))
        .update();
    jdbc.sql("alter table audit_event_default enable trigger audit_event_is_kept").update();
  }

  private boolean exists(String table) {
    return jdbc.sql("select to_regclass(:table) is not null")
        .param("table", table)
        .query(Boolean.class)
        .single();
  }
}
