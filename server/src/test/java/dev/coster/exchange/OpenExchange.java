package dev.coster.exchange;

import dev.coster.platform.Ids;
import dev.coster.platform.TestDatabase;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The real requests and what Apple published, without workers, for tests of the packages above. */
public final class OpenExchange {
  private static final URI BASE = URI.create("https://apple.example/mdm/v2");

  private final List<RequestListener> listeners = new ArrayList<>();
  private final ExchangeAssembly assembly;

  private OpenExchange(TestDatabase database, InstantSource clock) {
    new ServiceConfigStore(database.jdbc())
        .save(
            BASE.toString(),
            """
            {"limits": {"maxUsers": 3},
             "urls": {"invitationEmail":
                        "https://buy.itunes.apple.com/accept?inviteCode=%25inviteCode%25&mt=8",
                      "contentMetadataLookup": "https://apple.example/lookup"}}
            """,
            clock.instant());
    this.assembly =
        new ExchangeAssembly(
            database.transactions(),
            database.jdbc(),
            Ids.secure(clock),
            new Time(clock, ExchangeSettings.standard(BASE)),
            () -> listeners);
  }

  /** Over this database; at most three users per request. */
  public static OpenExchange on(TestDatabase database, InstantSource clock) {
    return new OpenExchange(database, clock);
  }

  /** Apple's address in these tests. */
  public URI base() {
    return BASE;
  }

  /** Makes a listener known. */
  public void add(RequestListener listener) {
    listeners.add(listener);
  }

  /** The requests. */
  public Requests requests() {
    return assembly.requests();
  }

  /** What Apple published. */
  public Exchange exchange() {
    return assembly.exchange();
  }
}
