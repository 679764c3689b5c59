package dev.coster.audit;

import dev.coster.platform.Actor;
import dev.coster.platform.Cursor;
import dev.coster.platform.Ids;
import dev.coster.platform.Page;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Audit events in the table {@code audit_event}. */
final class StoredAudit implements Audit, AuditTrail {
  private static final int LONGEST_PAGE = 500;

  private final AuditStore store;
  private final Ids ids;
  private final InstantSource clock;

  StoredAudit(AuditStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void record(Actor actor, Entry entry) {
    Transactions.require();
    store.insert(ids.next(), clock.instant(), actor, entry);
  }

  @Override
  public Page<Event> list(Visibility visibility, Filter filter, @Nullable Cursor after, int limit) {
    int rows = Math.clamp(limit, 1, LONGEST_PAGE);
    return Page.of(
        store.list(visibility, filter, after, rows + 1),
        rows,
        event -> Cursor.of(event.at(), event.id()));
  }
}
