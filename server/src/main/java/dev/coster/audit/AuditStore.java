package dev.coster.audit;

import dev.coster.audit.AuditTrail.Event;
import dev.coster.audit.AuditTrail.Filter;
import dev.coster.platform.Actor;
import dev.coster.platform.Cursor;
import dev.coster.platform.Instants;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code audit_event}. */
final class AuditStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final UUID LAST = new UUID(-1L, -1L);
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, Instant at, Actor actor, Audit.Entry entry) {
    jdbc.sql(
            """
            insert into audit_event (audit_event_id, at, actor_kind, actor_id, actor_name, action,
                                     subject_kind, subject_id, location_id, summary, detail)
            values (:id, :at, :actorKind, :actorId, :actorName, :action,
                    :subjectKind, :subjectId, :locationId, :summary, :detail::jsonb)
            """)
        .param("id", id)
        .param("at", Instants.utc(at))
        .param("actorKind", actor.kind().name())
        .param("actorId", actor.id())
        .param("actorName", actor.name())
        .param("action", entry.action())
        .param("subjectKind", entry.subjectKind())
        .param("subjectId", entry.subjectId())
        .param("locationId", entry.locationId())
        .param("summary", entry.summary())
        .param("detail", JSON.writeValueAsString(entry.detail()))
        .update();
  }

  List<Event> list(Visibility visibility, Filter filter, @Nullable Cursor after, int limit) {
    return jdbc.sql(
            """
            select audit_event_id, at, actor_kind, actor_id, actor_name, action,
                   subject_kind, subject_id, location_id, summary, detail::text as detail
            from audit_event
            where (at, audit_event_id) < (:at, :id)
              and (:all or location_id = any(:locations))
              and (:subjectKind::text is null or subject_kind = :subjectKind)
              and (:subjectId::text is null or subject_id = :subjectId)
            order by at desc, audit_event_id desc
            limit :limit
            """)
        .param("at", Instants.utc(after == null ? FAR : after.instant(0)))
        .param("id", after == null ? LAST : after.uuid(1))
        .params(visibility.params())
        .param("subjectKind", filter.subjectKind())
        .param("subjectId", filter.subjectId())
        .param("limit", limit)
        .query(AuditStore::event)
        .list();
  }

  private static Event event(ResultSet row, int number) throws SQLException {
    return new Event(
        row.getObject("audit_event_id", UUID.class),
        Instants.at(row, "at"),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind")),
            row.getString("actor_id"),
            row.getString("actor_name")),
        row.getString("action"),
        row.getString("subject_kind"),
        row.getString("subject_id"),
        row.getObject("location_id", Integer.class),
        row.getString("summary"),
        JSON.readTree(row.getString("detail")));
  }
}
