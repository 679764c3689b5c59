package dev.coster.security;

import dev.coster.platform.Actor;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import dev.coster.security.Administrators.Administrator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code administrator} and {@code administrator_location}. */
final class AdministratorStore {
  private final JdbcClient jdbc;

  AdministratorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whose password it is. */
  record Account(UUID id, String passwordHash, boolean disabled) {}

  boolean isEmpty() {
    return jdbc.sql("select not exists (select 1 from administrator)")
        .query(Boolean.class)
        .single();
  }

  /** Keeps others from adding or disabling administrators until the transaction ends. */
  void lock() {
    jdbc.sql("lock table administrator in share row exclusive mode").update();
  }

  List<Administrator> list() {
    return jdbc.sql("select * from administrator order by lower(name), administrator_id")
        .query(AdministratorStore::administrator)
        .list();
  }

  Optional<Administrator> find(UUID id) {
    return jdbc.sql("select * from administrator where administrator_id = :id")
        .param("id", id)
        .query(AdministratorStore::administrator)
        .optional();
  }

  Optional<Account> account(String email) {
    return jdbc.sql(
            """
            select administrator_id, password_hash, disabled_at is not null as disabled
            from administrator where lower(email) = lower(:email)
            """)
        .param("email", email)
        .query((row, _) ->
            new Account(
                row.getObject("administrator_id", UUID.class),
                row.getString("password_hash"),
                row.getBoolean("disabled")))
        .optional();
  }

  /** Whether the address was free and the administrator is in. */
  boolean insert(Administrator administrator, String passwordHash) {
    return jdbc.sql(
                """
                insert into administrator (administrator_id, email, name, password_hash, role,
                                           all_locations, created_at)
                values (:id, :email, :name, :passwordHash, :role, :allLocations, :at)
                on conflict ((lower(email))) do nothing
                """)
            .param("id", administrator.id())
            .param("email", administrator.email())
            .param("name", administrator.name())
            .param("passwordHash", passwordHash)
            .param("role", administrator.role().name())
            .param("allLocations", administrator.allLocations())
            .param("at", Instants.utc(administrator.createdAt()))
            .update()
        == 1;
  }

  void insertLocations(UUID id, Set<Integer> locations) {
    jdbc.sql(
            """
            insert into administrator_location (administrator_id, location_id)
            select :id, location_id from unnest(:locations) as t (location_id) order by 2
            """)
        .param("id", id)
        .param("locations", SqlArrays.ints(locations))
        .update();
  }

  void disable(UUID id, @Nullable Instant at) {
    jdbc.sql("update administrator set disabled_at = :at where administrator_id = :id")
        .param("id", id)
        .param("at", Instants.utcOrNull(at))
        .update();
  }

  boolean isLastOwner(UUID id) {
    return jdbc.sql(
            """
            select not exists (
              select 1 from administrator
              where role = 'OWNER' and disabled_at is null and administrator_id <> :id)
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Whoever may come in, with what may be seen. */
  Optional<SignedIn> signedIn(UUID id) {
    return find(id)
        .filter(administrator -> administrator.disabledAt() == null)
        .map(administrator ->
            new SignedIn(
                id,
                new Actor(Actor.Kind.ADMINISTRATOR, id.toString(), administrator.name()),
                administrator.email(),
                administrator.role(),
                visibility(administrator)));
  }

  private Visibility visibility(Administrator administrator) {
    if (administrator.allLocations()) {
      return Visibility.ALL;
    }
    return Visibility.ofLocations(
        new HashSet<>(
            jdbc.sql("select location_id from administrator_location where administrator_id = :id")
                .param("id", administrator.id())
                .query(Integer.class)
                .list()));
  }

  private static Administrator administrator(ResultSet row, int number) throws SQLException {
    return new Administrator(
        row.getObject("administrator_id", UUID.class),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        row.getBoolean("all_locations"),
        Instants.at(row, "created_at"),
        Instants.orNull(row, "disabled_at"));
  }
}
