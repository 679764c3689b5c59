package dev.coster.people;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvUndone;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code person}: changing, removing, and undoing imports. */
final class PersonEditStore {
  /** What somebody has, may get, is with Apple, or carries about. */
  private static final String IN_USE =
      """
      (exists (
        select from holder h where h.person_id = p.person_id
          and (exists (select from assignment a where a.holder_id = h.holder_id)
               or exists (select from registration r where r.holder_id = h.holder_id
                          and (r.status not in ('Retired', 'Deleted')
                               or r.status is null and r.error_number is null
                                 and r.error_message is null))
               or exists (select from request r where r.settled_at is null
                          and r.holder_ids @> array[h.holder_id])))
       or exists (select from device d where d.person_id = p.person_id and d.retired_at is null))
      """;

  private static final String REFERRED =
      """
      (exists (select from holder h where h.person_id = p.person_id)
       or exists (select from device d where d.person_id = p.person_id))
      """;

  private static final String ONE = "p.person_id = :person";
  private static final String ADDED = "p.source = 'csv' and p.created_at = :at";

  /** As whoever records requests does; all of them, since a person may be registered anywhere. */
  private static final String LOCK_LOCATIONS =
      "select location_id from location order by location_id for no key update";

  /** Before the persons, as a listing of users does. */
  private static final String LOCK_REGISTRATIONS =
      """
      select r.holder_id from registration r
      join holder h on h.holder_id = r.holder_id
      join person p on p.person_id = h.person_id
      where /*which*/ true order by r.location_id, r.holder_id for no key update of r
      """;

  private static final String LOCK_PERSONS =
      """
      select p.person_id from person p where /*which*/ true and p.erased_at is null
      order by p.person_id for update
      """;

  private static final String DELETE =
      "delete from person p where /*which*/ true and not " + REFERRED;

  /** By another source than an import: what is gone is not looked through for imports again. */
  private static final String ERASE =
      """
      update person p set name = '', email = null, managed_apple_account = null, notes = null,
        source = 'erased', erased_at = :now
      where /*which*/ true and p.erased_at is null and not
      """
          + IN_USE
          + " returning p.person_id";

  private static final String CLEAR_REGISTRATIONS =
      """
      update registration r set email = null, managed_apple_account = null
      where r.holder_id = any(:holders)
        and (r.email is not null or r.managed_apple_account is not null)
      """;

  /**
   * The instants one by one, each found by the index: nothing is counted to find them, and of each
   * no more than a bound.
   */
  private static final String IMPORTS =
      """
      with recursive import (at, place) as (
        select (select max(p.created_at) from person p
                where p.source = 'csv' and p.erased_at is null), 1
        union all
        select (select max(p.created_at) from person p
                where p.source = 'csv' and p.erased_at is null and p.created_at < i.at),
               i.place + 1
        from import i where i.at is not null and i.place < :limit)
      select i.at, (select count(*) from (
                      select from person p
                      where p.source = 'csv' and p.erased_at is null and p.created_at = i.at
                      limit :most) bounded) as here
      from import i where i.at is not null order by i.place
      """;

  private final JdbcClient jdbc;

  PersonEditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Changes what is not null; false when mail address or account are somebody else's. */
  boolean change(int personId, People.Change change, @Nullable Integer site) {
    try {
      jdbc.sql(
              """
              update person set name = coalesce(:name, name),
                email = nullif(coalesce(:email, email), ''),
                managed_apple_account = nullif(coalesce(:account, managed_apple_account), ''),
                notes = nullif(coalesce(:notes, notes), ''), site_id = coalesce(:site, site_id)
              where person_id = :person
              """)
          .param("person", personId)
          .param("name", change.name())
          .param("email", change.email())
          .param("account", change.managedAppleAccount())
          .param("notes", change.notes())
          .param("site", site)
          .update();
      return true;
    } catch (DuplicateKeyException _) {
      return false;
    }
  }

  boolean inUse(int personId) {
    return Boolean.TRUE.equals(
        jdbc.sql("select " + IN_USE + " from person p where p.person_id = :person")
            .param("person", personId)
            .query(Boolean.class)
            .single());
  }

  /** Keeps others from giving anything to whom it is about until the transaction ends. */
  void lock(int personId) {
    lockWhere(ONE, "person", personId);
  }

  /** The same for all whom an import has added. */
  void lock(Instant importedAt) {
    lockWhere(ADDED, "at", Instants.utc(importedAt));
  }

  private static String only(String sql, String which) {
    return sql.replace("/*which*/ true", which);
  }

  /** Each in a statement of its own: whoever waited sees what the others did meanwhile. */
  private void lockWhere(String which, String name, Object value) {
    jdbc.sql(LOCK_LOCATIONS).query(Integer.class).list();
    jdbc.sql(only(LOCK_REGISTRATIONS, which)).param(name, value).query(Integer.class).list();
    jdbc.sql(only(LOCK_PERSONS, which)).param(name, value).query(Integer.class).list();
  }

  /**
   * Who is gone.
   *
   * @param count how many
   * @param holderIds under which Apple knew them
   */
  record Removed(long count, List<Integer> holderIds) {}

  /** Nobody, where they have something or may get it. Whom it is about is locked. */
  Removed remove(int personId, Instant at) {
    return removeWhere(ONE, "person", personId, at);
  }

  List<CsvImported> imports(int limit) {
    return jdbc.sql(IMPORTS)
        .param("limit", limit)
        .param("most", CsvImported.COUNTED + 1)
        .query((row, _) -> new CsvImported(Instants.at(row, "at"), row.getLong("here")))
        .list();
  }

  CsvUndone undoing(Instant importedAt) {
    return jdbc.sql(
            """
            select count(*) filter (where not in_use) as removed,
                   count(*) filter (where in_use) as kept
            from (select %s as in_use from person p where %s and p.erased_at is null) added
            """
                .formatted(IN_USE, ADDED))
        .param("at", Instants.utc(importedAt))
        .query((row, _) -> new CsvUndone(row.getLong("removed"), row.getLong("kept")))
        .single();
  }

  /** The same for all whom an import has added. */
  Removed remove(Instant importedAt, Instant at) {
    return removeWhere(ADDED, "at", Instants.utc(importedAt), at);
  }

  /** How many of an import are here. */
  long left(Instant importedAt) {
    return jdbc.sql("select count(*) from person p where p.erased_at is null and " + ADDED)
        .param("at", Instants.utc(importedAt))
        .query(Long.class)
        .single();
  }

  private Removed removeWhere(String which, String name, Object value, Instant now) {
    int deleted = jdbc.sql(only(DELETE, which)).param(name, value).update();
    List<Integer> erased =
        jdbc.sql(only(ERASE, which))
            .param(name, value)
            .param("now", Instants.utc(now))
            .query((row, _) -> row.getInt(1))
            .list();
    List<Integer> holderIds =
        jdbc.sql("select holder_id from holder where person_id = any(:persons)")
            .param("persons", SqlArrays.ints(erased))
            .query((row, _) -> row.getInt(1))
            .list();
    jdbc.sql(CLEAR_REGISTRATIONS).param("holders", SqlArrays.ints(holderIds)).update();
    return new Removed((long) deleted + erased.size(), holderIds);
  }
}
