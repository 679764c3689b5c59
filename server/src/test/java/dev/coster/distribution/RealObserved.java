package dev.coster.distribution;

import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real picture of assignments, for tests of packages above. */
public final class RealObserved {
  private RealObserved() {}

  /** With nobody waiting for readings. */
  public static Observed in(JdbcClient jdbc, InstantSource clock) {
    return new StoredObserved(new AssignmentStore(jdbc), new RereadStore(jdbc), clock, List::of);
  }
}
