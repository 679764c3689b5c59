package dev.coster.people;

import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code person}: lists, single persons. */
final class PersonStore {
  private static final String FILTER = "/*filter*/ true";

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

  private static final String AFTER =
      " and (lower(p.name), p.person_id) > (lower(:afterName), :afterId)";

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
      Visibility visibility, People.Filter filter, People.@Nullable RowCursor after, int limit) {
    PersonFilters filters = new PersonFilters(filter);
    Map<String, Object> params = new HashMap<>(filters.params());
    String where = filters.where();
    if (after != null) {
      where += AFTER;
      params.put("afterName", after.name());
      params.put("afterId", after.personId());
    }
    return rows(visibility, where, params, limit);
  }

  Optional<People.Row> find(Visibility visibility, int personId) {
    String where = "p.person_id = :person and p.erased_at is null";
    return rows(visibility, where, Map.of("person", personId), 1).stream().findFirst();
  }

  private List<People.Row> rows(
      Visibility visibility, String where, Map<String, Object> params, int limit) {
    return visible(ROWS.replace(FILTER, where), visibility)
        .params(params)
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  long count(Visibility visibility, People.Filter filter, long atMost) {
    PersonFilters filters = new PersonFilters(filter);
    return visible(COUNT.replace(FILTER, filters.where()), visibility)
        .params(filters.params())
        .param("limit", atMost)
        .query(Long.class)
        .single();
  }

  int[] ids(Visibility visibility, People.Filter filter) {
    PersonFilters filters = new PersonFilters(filter);
    return visible(IDS.replace(FILTER, filters.where()), visibility)
        .params(filters.params())
        .query((row, _) -> row.getInt(1))
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private JdbcClient.StatementSpec visible(String sql, Visibility visibility) {
    return jdbc.sql(sql)
        .param("all", visibility.all())
        .param("locations", SqlArrays.ints(visibility.locations()));
  }

  /** Empty when the mail address or the Managed Apple Account is taken. */
  Optional<Integer> insert(People.NewPerson person, int siteId, Instant at) {
    return jdbc.sql(INSERT)
        .param("name", person.name())
        .param("email", person.email())
        .param("account", person.managedAppleAccount())
        .param("notes", person.notes())
        .param("site", siteId)
        .param("at", at.atOffset(ZoneOffset.UTC))
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
        row.getLong("licenses"),
        row.getLong("devices"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
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
