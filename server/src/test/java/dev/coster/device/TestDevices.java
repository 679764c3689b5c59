package dev.coster.device;

import dev.coster.audit.Audit;
import dev.coster.holder.TestHolders;
import dev.coster.organization.TestSites;
import dev.coster.platform.TestDatabase;
import java.time.InstantSource;

/** The real devices over a test's database, for tests of the packages above. */
public final class TestDevices {
  private TestDevices() {}

  /** Over this database. */
  public static Devices on(TestDatabase database, InstantSource clock, Audit audit) {
    return new DeviceConfiguration()
        .devices(
            database.jdbc(),
            TestSites.on(database, clock),
            TestHolders.on(database, clock),
            audit,
            database.transactions(),
            clock);
  }
}
