package dev.coster.people;

import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.NamePlace;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import dev.coster.platform.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code person}: lists, single persons. */
final class PersonStore {
  /** The page is cut first; states, licenses and devices are looked up for its rows only. */
  private static final String ROWS =
      """
      select p.*, s.name as site_name,
             case when /*associated*/ then 'ASSOCIATED' when /*invited*/ then 'INVITED'
                  when /*retired*/ and not /*unretired*/ then 'RETIRED' else 'NEW' end as state,
             (select count(*) from holder h join assignment a on a.holder_id = h.holder_id
              where h.person_id = p.person_id
                and (:all or a.location_id = any(:locations))) as licenses,
             (select count(*) from device d
              where d.person_id = p.person_id and d.retired_at is null) as devices
      from (select p.* from person p where /*filter*/ true
            order by lower(p.name), p.person_id limit :limit) p
      join site s on s.site_id = p.site_id
      order by lower(p.name), p.person_id
      """
          .replace("/*associated*/", PersonFilters.ASSOCIATED)
          .replace("/*invited*/", PersonFilters.INVITED)
          .replace("/*retired*/", PersonFilters.RETIRED)
          .replace("/*unretired*/", PersonFilters.UNRETIRED);

  private static final String COUNT =
      "select count(*) from (select from person p where /*filter*/ true limit :limit) bounded";

  private static final String IDS =
      """
      select p.person_id from person p where /*filter*/ true order by lower(p.name), p.person_id
      """;

  private static final String INSERT =
      """
      insert into person (name, email, managed_apple_account, notes, site_id, source, created_at)
      values (:name, :email, :account, :notes, :site, 'added', :at)
      on conflict do nothing
      returning person_id
      """;

  private static final String TAKEN =
      """
      select person_id from person
      where erased_at is null
        and (lower(email) = lower(:email) or lower(managed_apple_account) = lower(:account))
      order by person_id limit 1
      """;

  private final JdbcClient jdbc;

  PersonStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<People.Row> list(
      Visibility visibility, People.Filter filter, @Nullable NamePlace after, int limit) {
    Where where = PersonFilters.where(filter).after(after, "p.name", "p.person_id");
    return rows(visibility, where, limit);
  }

  Optional<People.Row> find(Visibility visibility, int personId) {
    Where where =
        new Where("p.person_id = :person and p.erased_at is null").with("person", personId);
    return rows(visibility, where, 1).stream().findFirst();
  }

  private List<People.Row> rows(Visibility visibility, Where where, int limit) {
    return where
        .in(jdbc, ROWS)
        .params(visibility.params())
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  long count(Visibility visibility, People.Filter filter, long atMost) {
    return PersonFilters.where(filter)
        .in(jdbc, COUNT)
        .params(visibility.params())
        .param("limit", atMost)
        .query(Long.class)
        .single();
  }

  int[] ids(Visibility visibility, People.Filter filter) {
    return Ints.of(
        PersonFilters.where(filter)
            .in(jdbc, IDS)
            .params(visibility.params())
            .query((row, _) -> row.getInt(1))
            .list());
  }

  /** Empty when the mail address or the Managed Apple Account is taken. */
  Optional<Integer> insert(People.NewPerson person, int siteId, Instant at) {
    return jdbc.sql(INSERT)
        .param("name", person.name())
        .param("email", person.email())
        .param("account", person.managedAppleAccount())
        .param("notes", person.notes())
        .param("site", siteId)
        .param("at", Instants.utc(at))
        .query(Integer.class)
        .optional();
  }

  /** Who has this mail address or Managed Apple Account already. */
  Optional<Integer> taken(@Nullable String email, @Nullable String account) {
    return jdbc.sql(TAKEN)
        .param("email", email)
        .param("account", account)
        .query(Integer.class)
        .optional();
  }

  private static People.Row row(ResultSet row) throws SQLException {
    return new People.Row(
        row.getInt("person_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("managed_apple_account"),
        row.getString("site_name"),
        People.PersonState.valueOf(row.getString("state")),
        row.getString("notes"),
        row.getLong("licenses"),
        row.getLong("devices"),
        Instants.at(row, "created_at"));
  }

  Set<Integer> known(int[] personIds) {
    return jdbc.sql(
            "select person_id from person where person_id = any(:persons) and erased_at is null")
        .param("persons", SqlArrays.ints(personIds))
        .query((row, _) -> row.getInt(1))
        .set();
  }

  Map<String, Integer> idsOf(Set<String> emails) {
    Map<String, Integer> ids = new HashMap<>();
    jdbc.sql(
            """
            select lower(email) as email, person_id from person
            where lower(email) = any(:emails) and erased_at is null
            """)
        .param("emails", SqlArrays.texts(emails))
        .query((ResultSet row) -> {
          ids.put(row.getString("email"), row.getInt("person_id"));
        });
    return ids;
  }
}
