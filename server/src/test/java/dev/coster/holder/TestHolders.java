package dev.coster.holder;

import dev.coster.platform.TestDatabase;
import java.time.InstantSource;

/** The real holders over a test's database, for tests of the packages above. */
public final class TestHolders {
  private TestHolders() {}

  /** Over this database. */
  public static Holders on(TestDatabase database, InstantSource clock) {
    return new StoredHolders(new HolderStore(database.jdbc()), clock);
  }
}
