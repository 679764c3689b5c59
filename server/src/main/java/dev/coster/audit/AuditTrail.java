package dev.coster.audit;

import dev.coster.platform.Actor;
import dev.coster.platform.Cursor;
import dev.coster.platform.Page;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads audit events. Thread-safe. */
public interface AuditTrail {

  /**
   * Events, newest first. An actor whose sight is limited sees the events of its locations alone.
   *
   * @param after where the page before ended; null for the first page
   */
  Page<Event> list(Visibility visibility, Filter filter, @Nullable Cursor after, int limit);

  /**
   * Which events; null = all.
   *
   * @param subjectKind what they are about, for instance {@code location}
   * @param subjectId which of that kind; only together with the kind
   */
  record Filter(@Nullable String subjectKind, @Nullable String subjectId) {

    /** Every event. */
    public static final Filter NONE = new Filter(null, null);
  }

  /** A decision, as it was recorded. */
  record Event(
      UUID id,
      Instant at,
      Actor actor,
      String action,
      @Nullable String subjectKind,
      @Nullable String subjectId,
      @Nullable Integer locationId,
      String summary,
      JsonNode detail) {}
}
