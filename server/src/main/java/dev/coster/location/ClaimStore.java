package dev.coster.location;

import dev.coster.location.LocationAccess.Claim;
import dev.coster.platform.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the table {@code location} says of the claim and of notifications. */
final class ClaimStore {
  private final JdbcClient jdbc;

  ClaimStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Who manages a location, and what Apple was told.
   *
   * @param seen mdmInfo as Apple last echoed it
   * @param notificationUrl the address that Apple has
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Standing(
      LocationState state,
      UUID claimId,
      @Nullable String organizationName,
      @Nullable Claim seen,
      @Nullable Instant takeOverAskedAt,
      @Nullable Instant claimedAt,
      @Nullable String notificationUrl,
      byte @Nullable [] secret,
      byte @Nullable [] nextSecret,
      @Nullable Instant notBefore) {

    boolean ours() {
      return seen != null && seen.id().equals(claimId.toString());
    }

    boolean foreign() {
      return seen != null && !ours();
    }
  }

  Optional<Standing> find(int locationId) {
    return jdbc.sql(
            """
            select state, claim_id, organization_name, claimed_by_id, claimed_by_name,
                   claimed_by_metadata, take_over_asked_at, claimed_at, notification_url,
                   notification_secret, notification_secret_next, claim_not_before
            from location where location_id = :id and removed_at is null
            """)
        .param("id", locationId)
        .query(ClaimStore::standing)
        .optional();
  }

  void seen(int locationId, @Nullable Claim claim) {
    jdbc.sql(
            """
            update location
            set claimed_by_id = :id, claimed_by_name = :name, claimed_by_metadata = :metadata
            where location_id = :locationId
            """)
        .param("locationId", locationId)
        .param("id", claim == null ? null : claim.id())
        .param("name", claim == null ? null : claim.name())
        .param("metadata", claim == null ? null : claim.metadata())
        .update();
  }

  void takeOverAsked(int locationId, Instant at) {
    jdbc.sql("update location set take_over_asked_at = :at where location_id = :id")
        .param("id", locationId)
        .param("at", Instants.utc(at))
        .update();
  }

  void nextSecret(int locationId, byte[] sealed) {
    jdbc.sql("update location set notification_secret_next = :sealed where location_id = :id")
        .param("id", locationId)
        .param("sealed", sealed)
        .update();
  }

  void claimed(int locationId, Instant at) {
    jdbc.sql(
            """
            update location set claimed_at = :at, take_over_asked_at = null where location_id = :id
            """)
        .param("id", locationId)
        .param("at", Instants.utc(at))
        .update();
  }

  void notificationsWork(int locationId, @Nullable String url, Instant at) {
    jdbc.sql(
            """
            update location
            set notification_url = :url, notifications_since = :at, claim_not_before = null,
                notifications_missed = 0, notifications_missing_since = null,
                notification_secret = coalesce(notification_secret_next, notification_secret),
                notification_secret_next = null
            where location_id = :id
            """)
        .param("id", locationId)
        .param("url", url)
        .param("at", Instants.utc(at))
        .update();
  }

  void notificationsFail(int locationId, Instant notBefore) {
    jdbc.sql(
            """
            update location
            set notification_url = null, notifications_since = null, claim_not_before = :notBefore,
                notifications_missed = 0, notifications_missing_since = null
            where location_id = :id
            """)
        .param("id", locationId)
        .param("notBefore", Instants.utc(notBefore))
        .update();
  }

  private static Standing standing(ResultSet row, int number) throws SQLException {
    String by = row.getString("claimed_by_id");
    return new Standing(
        LocationState.valueOf(row.getString("state")),
        row.getObject("claim_id", UUID.class),
        row.getString("organization_name"),
        by == null
            ? null
            : new Claim(by, row.getString("claimed_by_name"), row.getString("claimed_by_metadata")),
        Instants.orNull(row, "take_over_asked_at"),
        Instants.orNull(row, "claimed_at"),
        row.getString("notification_url"),
        row.getBytes("notification_secret"),
        row.getBytes("notification_secret_next"),
        Instants.orNull(row, "claim_not_before"));
  }
}
