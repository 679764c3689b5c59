package dev.coster.organization;

import dev.coster.platform.TestDatabase;
import java.time.InstantSource;

/** The real sites, for tests of the packages above. */
public final class TestSites {
  private TestSites() {}

  /** Over this database. */
  public static Sites on(TestDatabase database, InstantSource clock) {
    return new StoredSites(database.transactions(), new SiteStore(database.jdbc()), clock);
  }
}
