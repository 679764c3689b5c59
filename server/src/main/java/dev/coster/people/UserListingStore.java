package dev.coster.people;

import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Applies the staged rows of a listing of users to {@code registration}, set by set. Rows that say
 * nothing new are not touched, and what was learned after the listing began is kept.
 */
final class UserListingStore {

  /** Of several records of one clientUserId the active one counts; Apple has at most one. */
  private static final String WINNERS =
      """
      with winner as materialized (
        select distinct on (u.holder_id) u.*, u.status not in ('Retired', 'Deleted') as active
        from listing_user u where u.listing_id = :listing
        order by u.holder_id, u.status in ('Retired', 'Deleted'), u.status = 'Deleted',
                 u.id_hash nulls last)
      """;

  /** Users that we knew before and that accepted since; not those that are seen the first time. */
  private static final String NEWLY_ASSOCIATED =
      WINNERS
          + """
          select w.holder_id from winner w
          join registration r on r.location_id = :location and r.holder_id = w.holder_id
          where w.status = 'Associated' and r.status is distinct from 'Associated'
            and (r.learned_at is null or r.learned_at < :began)
          order by w.holder_id
          """;

  /** Apple reported success before the listing began, which does not show the user all the same. */
  private static final String ANSWERED =
      """
      r.status is null and r.asked_at < :began
        and r.error_number is null and r.error_message is null
        and not exists (
          select from request q where q.location_id = :location and q.settled_at is null
            and q.holder_ids @> array[r.holder_id] and q.operation = 'CREATE')
        and not exists (
          select from request q where q.location_id = :location and q.settled_at >= :began
            and q.holder_ids @> array[r.holder_id] and q.operation = 'CREATE')
      """;

  /**
   * That somebody is retired is not believed while we register the person: Apple may speak of the
   * time before. The address of a retired user whom we were to forget is not learned again.
   */
  private static final String UPSERT =
      WINNERS
          + """
          insert into registration as r (location_id, holder_id, status, invite_code, id_hash,
                                         email, seen_at)
          select :location, w.holder_id, w.status, w.invite_code, w.id_hash,
                 case when w.active or w.email is null or not exists (
                        select from holder h join person p on p.person_id = h.person_id
                        where h.holder_id = w.holder_id and p.erased_at is not null)
                      then w.email end,
                 :began
          from winner w order by w.holder_id
          on conflict (location_id, holder_id) do update set
            status = excluded.status, invite_code = excluded.invite_code,
            id_hash = excluded.id_hash, email = coalesce(excluded.email, r.email),
            seen_at = coalesce(r.seen_at, excluded.seen_at), learned_at = null,
            error_number = case when r.error_number in (9635, 9641) then r.error_number end,
            error_message = case when r.error_number in (9635, 9641) then r.error_message end
          where (r.learned_at is null or r.learned_at < :began)
            and (excluded.status not in ('Retired', 'Deleted') or r.status is not null
                 or r.asked_at is null or %s)
            and ((r.status, r.invite_code, r.id_hash, r.email) is distinct from
                 (excluded.status, excluded.invite_code, excluded.id_hash,
                  coalesce(excluded.email, r.email))
                 or r.learned_at is not null)
          """
              .formatted(ANSWERED);

  private static final String FORMER =
      WINNERS
          + """
          insert into registration_former as f (location_id, holder_id, id_hash, status)
          select distinct on (u.holder_id, u.id_hash) :location, u.holder_id, u.id_hash, u.status
          from listing_user u join winner w on w.holder_id = u.holder_id
          where u.listing_id = :listing and u.id_hash is not null
            and u.status in ('Retired', 'Deleted')
            and (w.status, w.id_hash) is distinct from (u.status, u.id_hash)
          order by u.holder_id, u.id_hash, u.status
          on conflict (location_id, holder_id, id_hash) do update set status = excluded.status
          where f.status is distinct from excluded.status
          """;

  /** Whom a listing of all active users does not hold is no longer active. */
  private static final String ABSENT =
      """
      update registration r set status = 'Retired', invite_code = null, learned_at = null
      where r.location_id = :location and r.status not in ('Retired', 'Deleted')
        and (r.learned_at is null or r.learned_at < :began)
        and (r.asked_at is null or r.asked_at < :began)
        and (r.seen_at is null or r.seen_at < :began)
        and (:only = 0 or r.holder_id = :only)
        and not exists (
          select from listing_user u where u.listing_id = :listing and u.holder_id = r.holder_id)
      """;

  /** Apple reported success and yet a complete listing that began later lacks the user. */
  private static final String NEVER_CAME =
      """
      update registration r
      set error_message = 'Apple reported success, but does not list this user. \
      Perhaps the user was retired at Apple meanwhile.'
      where r.location_id = :location and (:only = 0 or r.holder_id = :only) and
      """
          + ANSWERED;

  private static final String NOT_SHOWN =
      """
      select r.holder_id from registration r where r.location_id = :location and
      """
          + ANSWERED
          + " order by r.holder_id limit :limit";

  /** A user of another server belongs to the one person with that mail address, if it is plain. */
  private static final String LINKS =
      WINNERS
          + """
          select w.holder_id, p.person_id from winner w
          join holder h on h.holder_id = w.holder_id and h.person_id is null
          join person p on lower(p.email) = lower(w.email) and p.erased_at is null
          where w.active and w.email is not null
            and not exists (
              select from winner o
              where o.holder_id <> w.holder_id and o.active and lower(o.email) = lower(w.email))
            and not exists (
              select from holder h2 join registration r on r.holder_id = h2.holder_id
              where h2.person_id = p.person_id and r.location_id = :location
                and coalesce(r.status, '') not in ('Retired', 'Deleted'))
          order by w.holder_id
          """;

  private final JdbcClient jdbc;

  UserListingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A finished listing.
   *
   * @param only this user's holder alone; 0 = everybody
   * @param complete whether it cannot have missed an active user whom it is about
   */
  record Finished(long listingId, int locationId, int only, boolean complete, Instant beganAt) {

    /** Whether whoever is not in it is not there. */
    boolean completeForAll() {
      return complete && only == 0;
    }

    /** Whether it may say something of one of these. */
    boolean mayTellOf(int[] holderIds) {
      return only == 0 || Arrays.stream(holderIds).anyMatch(holder -> holder == only);
    }
  }

  /** Who accepted an invitation, so that the listing says so first; to be asked before applying. */
  List<Integer> newlyAssociated(Finished listing) {
    return sql(NEWLY_ASSOCIATED, listing).query((row, _) -> row.getInt(1)).list();
  }

  /** Returns how many registrations changed. */
  int apply(Finished listing) {
    int changed = sql(UPSERT, listing).update();
    sql(FORMER, listing).update();
    return listing.complete() ? changed + sql(ABSENT, listing).update() : changed;
  }

  /** Returns how many registrations changed. */
  int markThoseThatNeverCame(Finished listing) {
    return listing.complete() ? sql(NEVER_CAME, listing).update() : 0;
  }

  /** Who should be there, and this listing and those before say nothing of them. */
  int[] notShown(Finished listing, int limit) {
    return sql(NOT_SHOWN, listing).param("limit", limit).query(Integer.class).list().stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Holders and the persons they belong to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Links(int[] holderIds, int[] personIds) {}

  Links links(Finished listing) {
    List<Integer> holders = new ArrayList<>();
    List<Integer> persons = new ArrayList<>();
    sql(LINKS, listing)
        .query((java.sql.ResultSet row) -> {
          holders.add(row.getInt(1));
          persons.add(row.getInt(2));
        });
    return new Links(Ints.of(holders), Ints.of(persons));
  }

  private JdbcClient.StatementSpec sql(String sql, Finished listing) {
    return jdbc.sql(sql)
        .param("listing", listing.listingId())
        .param("location", listing.locationId())
        .param("only", listing.only())
        .param("began", Instants.utc(listing.beganAt()));
  }
}
