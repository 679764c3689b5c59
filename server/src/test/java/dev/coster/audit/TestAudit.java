package dev.coster.audit;

import dev.coster.platform.Ids;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real audit, for tests of other packages. */
public final class TestAudit {
  private TestAudit() {}

  /** Writes into {@code audit_event}. */
  public static Audit stored(JdbcClient jdbc, Ids ids, InstantSource clock) {
    return new StoredAudit(new AuditStore(jdbc), ids, clock);
  }
}
