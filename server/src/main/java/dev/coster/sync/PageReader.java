package dev.coster.sync;

import dev.coster.apple.AppleLocation;
import dev.coster.apple.AssetKey;
import dev.coster.apple.AssetsQuery;
import dev.coster.apple.AssignmentsQuery;
import dev.coster.apple.Reply;
import dev.coster.apple.UsersQuery;
import dev.coster.catalog.Assets;
import dev.coster.holder.Holders;
import dev.coster.holder.Holders.Holder;
import dev.coster.platform.Transactions;
import java.util.Set;

/** Asks Apple for a page. */
final class PageReader {
  private final Assets assets;
  private final Holders holders;

  PageReader(Assets assets, Holders holders) {
    this.assets = assets;
    this.holders = holders;
  }

  Reply<Page> read(AppleLocation apple, Reading reading, int pageIndex) {
    return switch (reading.kind()) {
      case USERS -> users(apple, usersQuery(reading, pageIndex));
      case ASSETS -> assets(apple, AssetsQuery.page(pageIndex));
      case ASSIGNMENTS -> assignments(apple, assignmentsQuery(reading, pageIndex));
    };
  }

  private static Reply<Page> users(AppleLocation apple, UsersQuery query) {
    Transactions.requireNone();
    return apple.users(query).map(Page.OfUsers::new);
  }

  private static Reply<Page> assets(AppleLocation apple, AssetsQuery query) {
    Transactions.requireNone();
    return apple.assets(query).map(Page.OfAssets::new);
  }

  private static Reply<Page> assignments(AppleLocation apple, AssignmentsQuery query) {
    Transactions.requireNone();
    return apple.assignments(query).map(Page.OfAssignments::new);
  }

  /** Retired users are not listed, but a delta tells of those that were retired since. */
  private UsersQuery usersQuery(Reading reading, int pageIndex) {
    UsersQuery page = UsersQuery.page(pageIndex);
    String since = reading.sinceVersion();
    if (since != null) {
      return page.since(since);
    }
    Integer holderId = reading.holderId();
    return holderId == null ? page.active() : page.active().ofUser(holder(holderId).appleId());
  }

  private AssignmentsQuery assignmentsQuery(Reading reading, int pageIndex) {
    AssignmentsQuery query = AssignmentsQuery.page(pageIndex);
    String since = reading.sinceVersion();
    Integer assetId = reading.assetId();
    Integer holderId = reading.holderId();
    if (since != null) {
      query = query.since(since);
    }
    if (assetId != null) {
      query = query.ofAsset(key(assetId));
    }
    return holderId == null ? query : of(query, holder(holderId));
  }

  private AssetKey key(int assetId) {
    Assets.Key key = assets.keys(Set.of(assetId)).get(assetId);
    if (key == null) {
      throw new IllegalStateException("No asset " + assetId);
    }
    return new AssetKey(key.adamId(), key.pricingParam());
  }

  private Holder holder(int holderId) {
    Holder holder = holders.byId(Set.of(holderId)).get(holderId);
    if (holder == null) {
      throw new IllegalStateException("No holder " + holderId);
    }
    return holder;
  }

  private static AssignmentsQuery of(AssignmentsQuery query, Holder holder) {
    return switch (holder.kind()) {
      case DEVICE -> query.ofDevice(holder.appleId());
      case USER -> query.ofUser(holder.appleId());
    };
  }
}
