package dev.coster.distribution;

import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the server's own picture of assignments for a measurement. */
public final class MeasuredObserved {
  private MeasuredObserved() {}

  /** The picture in a database, with nobody waiting for readings. */
  public static Observed in(JdbcClient jdbc, InstantSource clock) {
    return new StoredObserved(new AssignmentStore(jdbc), new RereadStore(jdbc), clock, List::of);
  }
}
