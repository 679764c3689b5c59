package dev.coster.sync;

import dev.coster.apple.Assignment;
import dev.coster.apple.ResponseAsset;
import dev.coster.apple.ResponseUser;
import dev.coster.platform.BulkCopy;
import dev.coster.platform.CopyRows;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * SQL on the staging tables. They are not logged: a crash of the database empties them, and the
 * walk, which knows how many rows it staged, begins anew.
 */
final class StagingStore {
  /** From here on it is worth a tenth of a second to let the database know what came in. */
  private static final long MANY = 10_000;

  private final JdbcClient jdbc;
  private final BulkCopy copy;

  StagingStore(JdbcClient jdbc, BulkCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /**
   * Has the transaction not wait for the disk. What a crash would take is repeated anyway, since it
   * empties the staging tables; keys made for new holders are lost only together with all that
   * refers to them.
   */
  void doNotWaitForDisk() {
    jdbc.sql("set local synchronous_commit = off").update();
  }

  /** Stages a page's rows; returns how many. */
  long stage(Walk walk, Page page, WalkKeys keys) {
    return switch (page) {
      case Page.OfUsers(var listing) -> stageUsers(walk.id(), listing.rows(), keys);
      case Page.OfAssets(var listing) -> stageAssets(walk.id(), listing.rows(), keys);
      case Page.OfAssignments(var listing) -> stageAssignments(walk.id(), listing.rows(), keys);
    };
  }

  private long stageAssignments(long walkId, List<Assignment> rows, WalkKeys keys) {
    keys.meet(rows);
    return copy.copyIn(
        "copy listing_assignment (listing_id, asset_id, holder_id) from stdin",
        out -> rows.forEach(row -> assignment(walkId, row, keys, out)));
  }

  /** A row of neither a device nor a person has no holder that we could name. */
  private static void assignment(long walkId, Assignment row, WalkKeys keys, CopyRows out) {
    int holder = keys.holder(row);
    if (holder != 0) {
      out.add(walkId).add(keys.assets().of(row.key())).add(holder).end();
    }
  }

  private long stageUsers(long walkId, List<ResponseUser> rows, WalkKeys keys) {
    keys.users().meet(rows.stream().map(ResponseUser::clientUserId).toList());
    return copy.copyIn(
        "copy listing_user (listing_id, holder_id, status, email, invite_code, id_hash) from stdin",
        out ->
            rows.forEach(row ->
                out.add(walkId)
                    .add(keys.users().of(row.clientUserId()))
                    .add(row.status())
                    .add(row.email())
                    .add(row.inviteCode())
                    .add(row.idHash())
                    .end()));
  }

  private long stageAssets(long walkId, List<ResponseAsset> rows, WalkKeys keys) {
    keys.assets().meet(rows.stream().map(ResponseAsset::key).toList());
    return copy.copyIn(
        "copy listing_asset (listing_id, asset_id, product_type, device_assignable, revocable,"
            + " platforms, unlimited, total, assigned, available, retired) from stdin",
        out -> rows.forEach(row -> asset(walkId, row, keys, out)));
  }

  private static void asset(long walkId, ResponseAsset row, WalkKeys keys, CopyRows out) {
    boolean unlimited = Counts.unlimited(row);
    out.add(walkId)
        .add(keys.assets().of(row.key()))
        .add(Objects.requireNonNullElse(row.productType(), ""))
        .add(row.deviceAssignable())
        .add(row.revocable())
        .add(array(row.supportedPlatforms()))
        .add(unlimited)
        .add(unlimited ? null : wide(row.totalCount()))
        .add(Objects.requireNonNullElse(row.assignedCount(), 0).longValue())
        .add(unlimited ? null : wide(row.availableCount()))
        .add(wide(row.retiredCount()))
        .end();
  }

  private static @Nullable Long wide(@Nullable Integer count) {
    return count == null ? null : count.longValue();
  }

  /** PostgreSQL's text form of an array of texts. */
  static String array(List<String> elements) {
    StringBuilder text = new StringBuilder("{");
    for (String element : elements) {
      text.append(text.length() > 1 ? "," : "")
          .append('"')
          .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    return text.append('}').toString();
  }

  /**
   * The assets of a walk of assets whose number of assignments is another than it was at Apple, and
   * another than we know. One that stays different without changing is not named again.
   */
  Set<Integer> assetsWithOtherCounts(Walk walk) {
    return jdbc.sql(
            """
            select distinct staged.asset_id
            from listing_asset staged
            join location_asset known
              on known.location_id = :location and known.asset_id = staged.asset_id
              and known.assigned <> staged.assigned
            where staged.listing_id = :id and staged.assigned <> (
              select count(*) from assignment a
              where a.location_id = :location and a.asset_id = staged.asset_id)
            """)
        .param("location", walk.locationId())
        .param("id", walk.id())
        .query((row, _) -> row.getInt(1))
        .set();
  }

  /** Whether the rows that the walk staged are all there. */
  boolean complete(Walk walk) {
    long rows =
        jdbc.sql("select count(*) from " + table(walk) + " where listing_id = :id")
            .param("id", walk.id())
            .query(Long.class)
            .single();
    return rows == walk.staged();
  }

  /** Lets the database count what was staged, so that it compares large tables as such. */
  void count(Walk walk) {
    if (walk.staged() >= MANY) {
      jdbc.sql("analyze " + table(walk)).update();
    }
  }

  void drop(Walk walk) {
    jdbc.sql("delete from " + table(walk) + " where listing_id = :id")
        .param("id", walk.id())
        .update();
  }

  private static String table(Walk walk) {
    return switch (walk.reading().kind()) {
      case USERS -> "listing_user";
      case ASSETS -> "listing_asset";
      case ASSIGNMENTS -> "listing_assignment";
    };
  }
}
