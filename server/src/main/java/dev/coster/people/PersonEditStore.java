package dev.coster.people;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvUndone;
import dev.coster.platform.Instants;
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

  private static final String ADDED = "p.source = 'csv' and p.created_at = :at";

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

  void remove(int personId, Instant at) {
    removeWhere("p.person_id = :person", "person", personId, at);
  }

  List<CsvImported> imports(int limit) {
    return jdbc.sql(
            """
            select created_at, count(*) as here from person
            where source = 'csv' and erased_at is null
            group by created_at order by created_at desc limit :limit
            """)
        .param("limit", limit)
        .query((row, _) -> new CsvImported(Instants.at(row, "created_at"), row.getLong("here")))
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

  void undo(Instant importedAt, Instant at) {
    removeWhere(ADDED, "at", Instants.utc(importedAt), at);
  }

  private void removeWhere(String which, String name, Object value, Instant now) {
    jdbc.sql("delete from person p where " + which + " and not " + REFERRED)
        .param(name, value)
        .update();
    jdbc.sql(
            """
            update person p set name = '', email = null, managed_apple_account = null, notes = null,
              erased_at = :now
            where %s and erased_at is null and not %s
            """
                .formatted(which, IN_USE))
        .param(name, value)
        .param("now", Instants.utc(now))
        .update();
  }
}
