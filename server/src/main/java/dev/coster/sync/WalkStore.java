package dev.coster.sync;

import dev.coster.apple.Listing;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code listing}. */
final class WalkStore {
  private static final String SELECT =
      """
      select listing_id, location_id, kind, asset_id, holder_id, since_version, began_at, ended_at,
        first_version, last_version, next_page, total_pages, row_count, staged_count, job_id, note
      from listing
      """;
  private static final String SAME_READING =
      """
      location_id = :location and kind = :kind and asset_id is not distinct from :asset
        and holder_id is not distinct from :holder
        and (since_version is null) = :whole
      """;

  private final JdbcClient jdbc;

  WalkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The walk of a location; there is at most one. */
  Optional<Walk> running(int locationId) {
    return jdbc.sql(
            SELECT
                + " where location_id = :location and state = 'RUNNING' order by listing_id limit 1")
        .param("location", locationId)
        .query(WalkStore::walk)
        .optional();
  }

  /** The walks of all visible locations. */
  List<Walk> running(Visibility visibility) {
    return jdbc.sql(
            SELECT
                + " where state = 'RUNNING' and (:all or location_id = any(:locations))"
                + " order by listing_id")
        .param("all", visibility.all())
        .param("locations", SqlArrays.ints(visibility.locations()))
        .query(WalkStore::walk)
        .list();
  }

  /** The same walk, for its next step; empty when it is over. */
  Optional<Walk> lockRunning(long walkId) {
    return jdbc.sql(SELECT + " where listing_id = :id and state = 'RUNNING' for no key update")
        .param("id", walkId)
        .query(WalkStore::walk)
        .optional();
  }

  Walk begin(int locationId, Reading reading, Instant began) {
    return jdbc.sql(
            """
            insert into listing (location_id, kind, asset_id, holder_id, since_version, job_id,
              state, began_at)
            values (:location, :kind, :asset, :holder, :since, :job, 'RUNNING', :began)
            returning *
            """)
        .param("location", locationId)
        .param("kind", reading.kind().name())
        .param("asset", reading.assetId())
        .param("holder", reading.holderId())
        .param("since", reading.sinceVersion())
        .param("job", reading.jobId())
        .param("began", Instants.utc(began))
        .query(WalkStore::walk)
        .single();
  }

  /** A page is staged. When it was the last, only applying is left. */
  Walk advance(Walk walk, Listing<?> page, long staged, @Nullable String note, Instant now) {
    Integer next = page.nextPageIndex();
    return jdbc.sql(
            """
            update listing set
              first_version = case when next_page = 0 then :version else first_version end,
              last_version = case
                when next_page = 0 then :version
                when last_version is distinct from first_version then last_version
                else :version end,
              next_page = :next, total_pages = coalesce(:pages, total_pages),
              row_count = row_count + :rows, staged_count = staged_count + :staged,
              ended_at = :ended, note = coalesce(note, :note)
            where listing_id = :id
            returning *
            """)
        .param("version", page.versionId())
        .param("next", next == null ? walk.nextPage() + 1 : next)
        .param("pages", page.totalPages())
        .param("rows", page.rows().size())
        .param("staged", staged)
        .param("ended", next == null ? Instants.utc(now) : null)
        .param("note", note)
        .param("id", walk.id())
        .query(WalkStore::walk)
        .single();
  }

  void done(Walk walk, Instant now) {
    end(walk, "DONE", walk.note(), now);
  }

  void abandoned(Walk walk, String note, Instant now) {
    end(walk, "ABANDONED", note, now);
  }

  /** The walk could not be worked off, and is not begun again for a while. */
  void failed(Walk walk, String note, Instant now) {
    end(walk, "FAILED", note, now);
  }

  private void end(Walk walk, String state, @Nullable String note, Instant now) {
    jdbc.sql(
            "update listing set state = :state, ended_at = :now, note = :note"
                + " where listing_id = :id")
        .param("state", state)
        .param("now", Instants.utc(now))
        .param("note", note)
        .param("id", walk.id())
        .update();
  }

  /** How often the same was begun and given up since. */
  int abandonedSince(int locationId, Reading reading, Instant since) {
    return endedSince("ABANDONED", locationId, reading, since);
  }

  /** Whether the same could not be worked off since. */
  boolean failedSince(int locationId, Reading reading, Instant since) {
    return endedSince("FAILED", locationId, reading, since) > 0;
  }

  private int endedSince(String state, int locationId, Reading reading, Instant since) {
    return jdbc.sql(
            "select count(*) from listing where state = :state and ended_at > :since and "
                + SAME_READING)
        .param("state", state)
        .param("since", Instants.utc(since))
        .param("location", locationId)
        .param("kind", reading.kind().name())
        .param("asset", reading.assetId())
        .param("holder", reading.holderId())
        .param("whole", !reading.delta())
        .query(Integer.class)
        .single();
  }

  /** The finished walks of a kind that no filter narrowed, latest first. */
  List<Walk> latest(int locationId, ListingKind kind, Instant since, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where location_id = :location and kind = :kind and state = 'DONE'
                   and ended_at > :since and asset_id is null and holder_id is null
                 order by ended_at desc, listing_id desc limit :limit
                """)
        .param("location", locationId)
        .param("kind", kind.name())
        .param("since", Instants.utc(since))
        .param("limit", limit)
        .query(WalkStore::walk)
        .list();
  }

  /** The last finished readings of all assignments, latest first. */
  List<Walk> latestWhole(int locationId, Instant since, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where location_id = :location and kind = 'ASSIGNMENTS' and state = 'DONE'
                   and ended_at > :since and since_version is null
                   and asset_id is null and holder_id is null
                 order by ended_at desc, listing_id desc limit :limit
                """)
        .param("location", locationId)
        .param("since", Instants.utc(since))
        .param("limit", limit)
        .query(WalkStore::walk)
        .list();
  }

  /** The note of the last finished walk of this kind before this one. */
  Optional<String> noteBefore(Walk walk) {
    return jdbc.sql(
            """
            select coalesce(note, '') from listing
            where location_id = :location and kind = :kind and state = 'DONE'
            order by ended_at desc limit 1
            """)
        .param("location", walk.locationId())
        .param("kind", walk.reading().kind().name())
        .query(String.class)
        .optional();
  }

  /** When the last finished walk began whose first page carried this version. */
  Optional<Instant> beganWithVersion(int locationId, ListingKind kind, String version) {
    return jdbc.sql(
            """
            select began_at from listing
            where location_id = :location and kind = :kind and state = 'DONE'
              and first_version = :version and asset_id is null and holder_id is null
            order by ended_at desc limit 1
            """)
        .param("location", locationId)
        .param("kind", kind.name())
        .param("version", version)
        .query((row, _) -> Instants.at(row, "began_at"))
        .optional();
  }

  /** Pages that were read for a job, given up walks included. */
  long pagesOf(UUID jobId) {
    return jdbc.sql("select coalesce(sum(next_page), 0) from listing where job_id = :job")
        .param("job", jobId)
        .query(Long.class)
        .single();
  }

  /**
   * Forgets walks that ended before, but the last whole one and the last of all pages or of what
   * changed, by which the picture's age is told, and those of a job that is still open.
   */
  void forgetReplacedBefore(Instant before) {
    jdbc.sql(
            """
            delete from listing l
            where l.state <> 'RUNNING' and l.ended_at < :before
              and not exists (select from sync_state s where s.full_job_id = l.job_id)
              and (l.state <> 'DONE' or l.asset_id is not null or l.holder_id is not null
                or exists (
                  select from listing newer
                  where newer.location_id = l.location_id and newer.kind = l.kind
                    and newer.state = 'DONE' and newer.ended_at > l.ended_at
                    and newer.asset_id is null and newer.holder_id is null
                    and (newer.since_version is null or l.since_version is not null)))
            """)
        .param("before", Instants.utc(before))
        .update();
  }

  private static Walk walk(ResultSet row, int number) throws SQLException {
    return new Walk(
        row.getLong("listing_id"),
        row.getInt("location_id"),
        new Reading(
            ListingKind.valueOf(row.getString("kind")),
            row.getObject("asset_id", Integer.class),
            row.getObject("holder_id", Integer.class),
            row.getString("since_version"),
            row.getObject("job_id", UUID.class)),
        Instants.at(row, "began_at"),
        Instants.orNull(row, "ended_at"),
        row.getString("first_version"),
        row.getString("last_version"),
        row.getInt("next_page"),
        row.getObject("total_pages", Integer.class),
        row.getLong("row_count"),
        row.getLong("staged_count"),
        row.getString("note"));
  }
}
