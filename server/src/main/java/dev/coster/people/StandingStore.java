package dev.coster.people;

import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How people stand with Apple, for those who look: asks the table {@code registration}. */
final class StandingStore {

  private static final String OF =
      """
      select r.*, l.name as location_name, h.apple_id
      from registration r
      join holder h on h.holder_id = r.holder_id
      join location l on l.location_id = r.location_id
      where h.person_id = :person and (:all or r.location_id = any(:locations))
      order by lower(l.name), r.location_id, r.holder_id
      """;

  private static final String HOLDERS =
      """
      select coalesce((
        select h.holder_id from holder h
        join registration r on r.holder_id = h.holder_id and r.location_id = :location
        where h.person_id = g.person_id and r.status in ('Registered', 'Associated')
        order by r.status = 'Associated' desc, h.holder_id limit 1), 0)
      from unnest(:persons) with ordinality as g (person_id, ord) order by g.ord
      """;

  private static final String AMONG =
      """
      select p.person_id, p.name, r.status, r.invited_at, r.error_number, r.error_message
      from unnest(:persons) with ordinality u (person_id, position)
      join person p on p.person_id = u.person_id
      left join lateral (
        select r.* from holder h
        join registration r on r.holder_id = h.holder_id and r.location_id = :location
        where h.person_id = p.person_id
        order by r.status in ('Registered', 'Associated') desc nulls last, r.holder_id desc
        limit 1) r on true
      order by u.position
      """;

  private final JdbcClient jdbc;

  StandingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Registrations.Registration> of(Visibility visibility, int personId, InviteLinks links) {
    return jdbc.sql(OF)
        .param("person", personId)
        .params(visibility.params())
        .query((row, _) -> registration(row, links))
        .list();
  }

  List<Registrations.Standing> among(int locationId, int[] personIds) {
    return jdbc.sql(AMONG)
        .param("location", locationId)
        .param("persons", SqlArrays.ints(personIds))
        .query((row, _) -> standing(row))
        .list();
  }

  private static Registrations.Standing standing(ResultSet row) throws SQLException {
    String status = row.getString("status");
    return new Registrations.Standing(
        row.getInt("person_id"),
        row.getString("name"),
        "Registered".equals(status) || "Associated".equals(status),
        state(status, Instants.orNull(row, "invited_at")),
        row.getObject("error_number", Integer.class),
        row.getString("error_message"));
  }

  int[] holders(int locationId, int[] personIds) {
    return Ints.of(
        jdbc.sql(HOLDERS)
            .param("location", locationId)
            .param("persons", SqlArrays.ints(personIds))
            .query((row, _) -> row.getInt(1))
            .list());
  }

  private static Registrations.Registration registration(ResultSet row, InviteLinks links)
      throws SQLException {
    String status = row.getString("status");
    String code = row.getString("invite_code");
    Instant invited = Instants.orNull(row, "invited_at");
    boolean open = "Registered".equals(status);
    return new Registrations.Registration(
        row.getInt("location_id"),
        row.getString("location_name"),
        row.getInt("holder_id"),
        row.getString("apple_id"),
        status,
        state(status, invited),
        open && code != null ? links.link(code).map(Object::toString).orElse(null) : null,
        invited,
        row.getObject("error_number", Integer.class),
        row.getString("error_message"));
  }

  private static People.PersonState state(@Nullable String status, @Nullable Instant invited) {
    return switch (status) {
      case "Associated" -> People.PersonState.ASSOCIATED;
      case "Retired", "Deleted" -> People.PersonState.RETIRED;
      case "Registered" -> invited == null ? People.PersonState.NEW : People.PersonState.INVITED;
      case null, default -> People.PersonState.NEW;
    };
  }
}
