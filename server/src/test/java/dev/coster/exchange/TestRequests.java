package dev.coster.exchange;

import dev.coster.platform.Ids;
import dev.coster.platform.TestDatabase;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The real requests of the exchange, for tests of those who ask for them. */
public final class TestRequests {
  private TestRequests() {}

  /** Over a test's database. */
  public static Requests over(
      TestDatabase database,
      Ids ids,
      InstantSource clock,
      Supplier<List<RequestListener>> listeners) {
    return new ExchangeAssembly(
            database.transactions(),
            database.jdbc(),
            ids,
            clock,
            ExchangeSettings.standard(URI.create("https://localhost/mdm/v2")),
            listeners)
        .requests();
  }
}
