package dev.coster.organization;

import dev.coster.platform.Transactions;
import java.time.InstantSource;
import java.util.List;

/** Sites in the table {@code site}; the default one comes with the first migration. */
final class StoredSites implements Sites {
  private final Transactions transactions;
  private final SiteStore store;
  private final InstantSource clock;

  StoredSites(Transactions transactions, SiteStore store, InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<Site> list() {
    return store.list();
  }

  @Override
  public Site defaultSite() {
    return store.defaultSite();
  }

  @Override
  public Site named(String name) {
    String trimmed = name.strip();
    return transactions.call(() -> {
      store.insertIfAbsent(trimmed, clock.instant());
      return store.byName(trimmed);
    });
  }
}
