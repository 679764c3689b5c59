package dev.coster.catalog;

import dev.coster.platform.NamePlace;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The assets, in the database. */
final class StoredAssets implements Assets {

  /** A race is lost at most a few times in a row; more means that something else is wrong. */
  private static final int ATTEMPTS = 10;

  private final AssetStore store;
  private final CountsStore counts;
  private final MetadataStore metadata;
  private final Transactions transactions;
  private final Outbox outbox;

  StoredAssets(
      AssetStore store,
      CountsStore counts,
      MetadataStore metadata,
      Transactions transactions,
      Outbox outbox) {
    this.store = store;
    this.counts = counts;
    this.metadata = metadata;
    this.transactions = transactions;
    this.outbox = outbox;
  }

  @Override
  public int[] idsFor(List<Key> keys) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int[] ids = store.getOrCreate(keys);
      if (Arrays.stream(ids).allMatch(id -> id != 0)) {
        return ids;
      }
    }
    throw new IllegalStateException(
        "Assets could not be made: their keys are taken, but cannot be read. Is the transaction's"
            + " isolation above READ COMMITTED?");
  }

  @Override
  public Map<Integer, Key> keys(Set<Integer> assetIds) {
    return store.keys(assetIds);
  }

  @Override
  public Optional<Integer> idOf(Key key) {
    return store.idOf(key);
  }

  @Override
  public long count(Visibility visibility, boolean shortOnly) {
    return store.count(visibility, shortOnly);
  }

  @Override
  public List<Row> list(
      Visibility visibility, Filter filter, @Nullable NamePlace after, int limit) {
    return store.list(visibility, filter, after, limit);
  }

  @Override
  public Optional<Row> find(Visibility visibility, int assetId) {
    return store.find(visibility, assetId);
  }

  @Override
  public List<AtLocation> atLocations(Visibility visibility, int assetId) {
    return store.atLocations(visibility, assetId);
  }

  @Override
  public Optional<Metadata> metadata(int assetId) {
    return metadata.find(assetId);
  }

  @Override
  public Optional<Icon> icon(int assetId) {
    return metadata.icon(assetId);
  }

  @Override
  public Map<Integer, Facts> facts(int locationId, Set<Integer> assetIds) {
    return store.facts(locationId, assetIds);
  }

  @Override
  public void applyListing(long listingId, int locationId, boolean complete, Instant beganAt) {
    transactions.run(() -> {
      if (!counts.reading(listingId, locationId, beganAt)) {
        return;
      }
      List<Integer> changed = new ArrayList<>(counts.upsert(listingId, locationId));
      if (complete) {
        changed.addAll(counts.gone(listingId, locationId, beganAt));
      }
      if (!changed.isEmpty()) {
        outbox.publish(new AssetCountsChanged(locationId, changed.stream().sorted().toList()));
      }
      counts.told(locationId, beganAt);
    });
  }

  @Override
  public void askForCounts(int locationId, String reason, Instant at) {
    counts.ask(locationId, reason, at);
  }
}
