package dev.coster.people;

import dev.coster.exchange.Request;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How registrations move on: the tables {@code registration} and {@code user_reread}. */
final class RegistrationStore {

  private static final String ASK =
      """
      insert into registration (location_id, holder_id, email, managed_apple_account, asked_at)
      select :location, a.holder_id, a.email, a.account, :at
      from unnest(:holders, :emails, :accounts) as a (holder_id, email, account)
      order by a.holder_id
      on conflict (location_id, holder_id) do update set
        status = null, invite_code = null, error_number = null, error_message = null,
        email = excluded.email, managed_apple_account = excluded.managed_apple_account,
        asked_at = excluded.asked_at, learned_at = null, invited_at = null
      """;

  private static final String REFUSE =
      """
      update registration set error_number = :number, error_message = :message
      where location_id = :location and holder_id = any(:holders)
      """;

  /** What was only asked for is as if it never was; what Apple has stays. */
  private static final String FORGET =
      """
      delete from registration
      where location_id = :location and holder_id = any(:holders) and status is null
      """;

  /** Whether the first time, for whoever has an invitation to accept. */
  private static final String INVITED =
      """
      with open as materialized (
        select r.location_id, r.holder_id, r.invited_at
        from registration r join holder h on h.holder_id = r.holder_id
        where h.person_id = :person and r.location_id = :location and r.status = 'Registered'
        order by r.holder_id for no key update of r),
      noted as (
        update registration r set invited_at = :at from open o
        where r.location_id = o.location_id and r.holder_id = o.holder_id
          and o.invited_at is null)
      select o.invited_at is null as first from open o
      """;

  /** The later wish wins: a listing that begins after it serves the earlier one, too. */
  private static final String ASK_FOR_USERS =
      """
      insert into user_reread (location_id, asked_at, reason, first_asked_at)
      values (:location, :at, :reason, :at)
      on conflict (location_id) do update set
        asked_at = greatest(user_reread.asked_at, excluded.asked_at), reason = excluded.reason,
        first_asked_at = least(user_reread.first_asked_at, excluded.first_asked_at)
      """;

  /**
   * What was asked for after the listing began is left. Whoever asks at this moment is not waited
   * for: the next listing tells, too, and until then the wish is only ranked too early.
   */
  private static final String USERS_TOLD =
      """
      update user_reread r set first_asked_at = case when r.asked_at >= :began then r.asked_at end
      from (select location_id from user_reread
            where location_id = :location and first_asked_at < :began
            for no key update skip locked) free
      where r.location_id = free.location_id
      """;

  /** Only the step forward is believed of a late word: anything else is read. */
  private static final String LEARN =
      """
      insert into registration (location_id, holder_id, status, invite_code, id_hash, email,
                                seen_at, learned_at)
      values (:location, :holder, :status, :code, :hash, :email, :at, :at)
      on conflict (location_id, holder_id) do update set
        status = excluded.status, id_hash = coalesce(excluded.id_hash, registration.id_hash),
        invite_code = coalesce(excluded.invite_code, registration.invite_code),
        email = coalesce(excluded.email, registration.email),
        seen_at = coalesce(registration.seen_at, excluded.seen_at),
        learned_at = excluded.learned_at
      where registration.status is null and excluded.status in ('Registered', 'Associated')
         or registration.status = 'Registered' and excluded.status = 'Associated'
      """;

  private static final String STANDING =
      """
      select holder_id, status, error_number, email from registration
      where location_id = :location and holder_id = any(:holders)
      """;

  private static final String HOLDERS_NAMED =
      "select holder_id from holder where kind = 'U' and apple_id = any(:ids)";

  /** Jobs that wait for users: those that register, and those that had somebody registered. */
  private static final String WAITING_JOBS =
      """
      select j.job_id from job j
      where j.finished_at is null and j.location_id = :location
        and (j.kind = 'people.register'
             or exists (select from request q
                        where q.job_id = j.job_id and q.operation = 'CREATE'))
      """;

  private final JdbcClient jdbc;

  RegistrationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes that these are asked for; holders and fields in the same order. */
  void ask(int locationId, int[] holderIds, List<Request.UserFields> fields, Instant at) {
    List<@Nullable String> emails = new ArrayList<>();
    List<@Nullable String> accounts = new ArrayList<>();
    for (Request.UserFields user : fields) {
      emails.add(user.email());
      accounts.add(user.managedAppleId());
    }
    jdbc.sql(ASK)
        .param("location", locationId)
        .param("holders", SqlArrays.ints(holderIds))
        .param("emails", SqlArrays.texts(emails))
        .param("accounts", SqlArrays.texts(accounts))
        .param("at", Instants.utc(at))
        .update();
  }

  void refuse(int locationId, int[] holderIds, @Nullable Integer number, @Nullable String message) {
    jdbc.sql(REFUSE)
        .param("number", number)
        .param("message", message)
        .param("location", locationId)
        .param("holders", SqlArrays.ints(holderIds))
        .update();
  }

  void forget(int locationId, int[] holderIds) {
    jdbc.sql(FORGET)
        .param("location", locationId)
        .param("holders", SqlArrays.ints(holderIds))
        .update();
  }

  /** Per registration with an invitation to accept, whether it was handed out the first time. */
  List<Boolean> invited(int locationId, int personId, Instant at) {
    return jdbc.sql(INVITED)
        .param("at", Instants.utc(at))
        .param("person", personId)
        .param("location", locationId)
        .query((row, _) -> row.getBoolean(1))
        .list();
  }

  void askForUsers(int locationId, String reason, Instant at) {
    jdbc.sql(ASK_FOR_USERS)
        .param("location", locationId)
        .param("at", Instants.utc(at))
        .param("reason", reason)
        .update();
  }

  /** A listing that began then has answered who asked before. */
  void usersTold(int locationId, Instant beganAt) {
    jdbc.sql(USERS_TOLD)
        .param("location", locationId)
        .param("began", Instants.utc(beganAt))
        .update();
  }

  /** Whether the user is Associated by this word and was not before. */
  boolean learn(int locationId, int holderId, Registrations.SeenUser user, Instant at) {
    int changed =
        jdbc.sql(LEARN)
            .param("location", locationId)
            .param("holder", holderId)
            .param("status", user.status())
            .param("code", user.inviteCode())
            .param("hash", user.idHash())
            .param("email", user.email())
            .param("at", Instants.utc(at))
            .update();
    return changed > 0 && user.status().equals("Associated");
  }

  /** How a registration stands. */
  record Standing(@Nullable String status, @Nullable Integer errorNumber, @Nullable String email) {

    boolean live() {
      return "Registered".equals(status) || "Associated".equals(status);
    }
  }

  Map<Integer, Standing> standing(int locationId, int[] holderIds) {
    Map<Integer, Standing> standings = new HashMap<>();
    jdbc.sql(STANDING)
        .param("location", locationId)
        .param("holders", SqlArrays.ints(holderIds))
        .query((ResultSet row) -> {
          standings.put(
              row.getInt(1),
              new Standing(
                  row.getString(2),
                  row.getObject("error_number", Integer.class),
                  row.getString(4)));
        });
    return standings;
  }

  List<Integer> holdersNamed(List<String> clientUserIds) {
    return jdbc.sql(HOLDERS_NAMED)
        .param("ids", SqlArrays.texts(clientUserIds))
        .query((row, _) -> row.getInt(1))
        .list();
  }

  List<UUID> waitingJobs(int locationId) {
    return jdbc.sql(WAITING_JOBS)
        .param("location", locationId)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }
}
