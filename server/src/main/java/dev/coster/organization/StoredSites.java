package dev.coster.organization;

import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sites in the table {@code site}; the default one comes with the first migration. */
final class StoredSites implements Sites {
  /** More are no sites but a column that means something else. */
  private static final int MOST_NEW = 200;

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

  @Override
  public SortedSet<String> newOnes(Collection<? extends @Nullable String> names) {
    Set<String> given = new HashSet<>();
    for (String name : names) {
      if (name != null && !name.isBlank()) {
        given.add(name);
      }
    }
    SortedSet<String> unknown = new TreeSet<>(store.unknown(given));
    if (unknown.size() > MOST_NEW) {
      throw Problem.invalid(
          "csv.too_many_sites",
          "The file names " + unknown.size() + " sites that are not here yet.",
          "Check that the column Site really holds sites, or add the sites first.");
    }
    return unknown;
  }
}
