package dev.coster.location;

import dev.coster.location.LocationAccess.Description;
import dev.coster.platform.Instants;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code location}, but for the claim. */
final class LocationStore {
  private static final String SELECT =
      """
      select l.*, t.expires_at as token_expires_at
      from location l left join lateral (
        select expires_at from content_token t
        where t.location_id = l.location_id and t.state <> 'REPLACED'
        order by t.state = 'USABLE' desc, t.state = 'READ_ONLY' desc,
                 t.expires_at desc nulls last, t.content_token_id desc
        limit 1) t on true
      where l.removed_at is null
      """;

  private final JdbcClient jdbc;

  LocationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Location> list(Visibility visibility) {
    return jdbc.sql(
            SELECT
                + " and (:all or l.location_id = any(:locations))"
                + " order by lower(l.name), l.location_id")
        .params(visibility.params())
        .query(LocationStore::location)
        .list();
  }

  Optional<Location> find(int locationId) {
    return jdbc.sql(SELECT + " and l.location_id = :id")
        .param("id", locationId)
        .query(LocationStore::location)
        .optional();
  }

  /** Finds the location and keeps others from changing it until the transaction ends. */
  Optional<Location> lock(int locationId) {
    return jdbc.sql("select 1 from location where location_id = :id for no key update")
        .param("id", locationId)
        .query(Integer.class)
        .optional()
        .flatMap(_ -> find(locationId));
  }

  Optional<Integer> idOf(String uId) {
    return jdbc.sql("select location_id from location where u_id = :uId")
        .param("uId", uId)
        .query(Integer.class)
        .optional();
  }

  Optional<Integer> withClaim(UUID claimId) {
    return jdbc.sql(
            "select location_id from location where claim_id = :claimId and removed_at is null")
        .param("claimId", claimId)
        .query(Integer.class)
        .optional();
  }

  /** A location without tokens yet; empty when the uId is here already. */
  Optional<Integer> insert(
      Description description, String name, @Nullable String email, UUID claimId, Instant at) {
    return jdbc.sql(
            """
            insert into location (u_id, name, contact_email, location_name, country_code,
                                  default_platform, website_url, state, state_since, claim_id,
                                  created_at)
            values (:uId, :name, :email, :locationName, :countryCode,
                    :defaultPlatform, :websiteUrl, 'TOKEN_INVALID', :at, :claimId, :at)
            on conflict (u_id) do nothing
            returning location_id
            """)
        .param("uId", description.uId())
        .param("name", name)
        .param("email", email)
        .param("locationName", description.locationName())
        .param("countryCode", description.countryCode())
        .param("defaultPlatform", description.defaultPlatform())
        .param("websiteUrl", description.websiteUrl())
        .param("claimId", claimId)
        .param("at", Instants.utc(at))
        .query(Integer.class)
        .optional();
  }

  /** Notes Apple's words; no row is written when they are known. */
  void describe(int locationId, Description description) {
    jdbc.sql(
            """
            update location
            set location_name = :locationName, country_code = :countryCode,
                default_platform = :defaultPlatform, website_url = :websiteUrl
            where location_id = :id
              and (location_name, country_code, default_platform, website_url) is distinct from
                  (:locationName::text, :countryCode::text, :defaultPlatform::text,
                   :websiteUrl::text)
            """)
        .param("id", locationId)
        .param("locationName", description.locationName())
        .param("countryCode", description.countryCode())
        .param("defaultPlatform", description.defaultPlatform())
        .param("websiteUrl", description.websiteUrl())
        .update();
  }

  void organization(int locationId, @Nullable String organizationName) {
    jdbc.sql(
            """
            update location set organization_name = coalesce(:name, organization_name)
            where location_id = :id
            """)
        .param("id", locationId)
        .param("name", organizationName)
        .update();
  }

  void rename(int locationId, String name, @Nullable String email) {
    jdbc.sql("update location set name = :name, contact_email = :email where location_id = :id")
        .param("id", locationId)
        .param("name", name)
        .param("email", email)
        .update();
  }

  void condition(int locationId, Condition condition, Instant at) {
    jdbc.sql(
            """
            update location set state = :state, state_since = :at, state_error = :error
            where location_id = :id
            """)
        .param("id", locationId)
        .param("state", condition.state().name())
        .param("error", condition.error())
        .param("at", Instants.utc(at))
        .update();
  }

  /** To the minute, and not at all while somebody holds the row: nobody waits for this. */
  void notified(int locationId, Instant at) {
    jdbc.sql(
            """
            update location
            set last_notified_at = greatest(last_notified_at, :at), notifications_missed = 0,
                notifications_missing_since = null
            where location_id in (
              select location_id from location
              where location_id = :id
                and (last_notified_at is null or notifications_missed > 0
                     or last_notified_at <= :at::timestamptz - interval '1 minute')
              for no key update skip locked)
            """)
        .param("id", locationId)
        .param("at", Instants.utc(at))
        .update();
  }

  /**
   * No notification came since that instant, unless one did: the last one is known to the minute.
   * Not counted while somebody holds the row.
   *
   * @param enough so many in a row mean that none is to be waited for
   */
  void missed(int locationId, Instant since, int enough, Instant at) {
    jdbc.sql(
            """
            update location
            set notifications_missed = notifications_missed + 1,
                notifications_missing_since =
                  case when notifications_missed + 1 >= :enough then :at::timestamptz end
            where location_id in (
              select location_id from location
              where location_id = :id and notifications_missed < :enough
                and notifications_since <= :since
                and (last_notified_at is null
                     or last_notified_at <= :since::timestamptz - interval '1 minute')
              for no key update skip locked)
            """)
        .param("id", locationId)
        .param("since", Instants.utc(since))
        .param("enough", enough)
        .param("at", Instants.utc(at))
        .update();
  }

  private static Location location(ResultSet row, int number) throws SQLException {
    return new Location(
        row.getInt("location_id"),
        row.getString("u_id"),
        row.getString("name"),
        row.getString("contact_email"),
        row.getString("location_name"),
        row.getString("organization_name"),
        row.getString("country_code"),
        row.getString("default_platform"),
        row.getString("website_url"),
        LocationState.valueOf(row.getString("state")),
        Instants.at(row, "state_since"),
        row.getObject("state_error", Integer.class),
        row.getObject("claim_id", UUID.class),
        row.getString("claimed_by_id"),
        row.getString("claimed_by_name"),
        Instants.orNull(row, "take_over_asked_at"),
        Instants.orNull(row, "token_expires_at"),
        Instants.orNull(row, "notifications_since"),
        Instants.orNull(row, "last_notified_at"),
        Instants.orNull(row, "notifications_missing_since"),
        Instants.at(row, "created_at"));
  }
}
