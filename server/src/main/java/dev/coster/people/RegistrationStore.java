package dev.coster.people;

import dev.coster.exchange.Request;
import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code registration} and {@code user_reread}. */
final class RegistrationStore {

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

  /**
   * In a statement of its own: whoever waited here must see the identity that the other transaction
   * made, which a snapshot taken before the wait does not show.
   */
  private static final String LOCK_PERSONS =
      """
      select person_id from person where person_id = any(:persons)
      order by person_id for no key update
      """;

  /** Whom this location knows nothing of. */
  private static final String WITHOUT =
      """
      select g.person_id from unnest(:persons) as g (person_id)
      where not exists (
        select from holder h join registration r on r.holder_id = h.holder_id
        where h.person_id = g.person_id and r.location_id = :location)
      order by g.person_id
      """;

  /** A registration that is there, asked for and not answered yet, or in an open request. */
  private static final String TO_REGISTER =
      """
      select p.person_id, p.email, p.managed_apple_account, own.holder_id, own.apple_id
      from person p
      left join lateral (
        select h.holder_id, h.apple_id from holder h
        left join registration r on r.holder_id = h.holder_id and r.location_id = :location
        where h.person_id = p.person_id
          and (r.holder_id is not null or position('@' in h.apple_id) = 0)
        order by r.holder_id is not null desc, h.holder_id limit 1) own on true
      where p.person_id = any(:persons) and p.erased_at is null
        and not exists (
          select from holder h join registration r on r.holder_id = h.holder_id
          where h.person_id = p.person_id and r.location_id = :location
            and (r.status in ('Registered', 'Associated')
                 or r.status is null and r.error_number is null and r.error_message is null
                 or exists (select from request q
                            where q.settled_at is null and q.location_id = :location
                              and q.operation in ('CREATE', 'UPDATE', 'RETIRE')
                              and q.holder_ids @> array[r.holder_id])))
      order by p.person_id
      """;

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

  /** The later wish wins: a listing that begins after it serves the earlier one, too. */
  private static final String ASK_FOR_USERS =
      """
      insert into user_reread (location_id, asked_at, reason) values (:location, :at, :reason)
      on conflict (location_id) do update set
        asked_at = greatest(user_reread.asked_at, excluded.asked_at), reason = excluded.reason
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

  /** Read back = Apple's listing said it last, or a notification told all there is to know. */
  private static final String PROGRESS =
      """
      select count(*) filter (where s.done) as done,
             count(*) filter (where not s.done and (s.refused or s.gone)) as failed,
             count(*) filter (where not s.done and not s.refused and s.gone and s.known) as retired
      from (select g.person_id,
              coalesce(bool_or(r.status = 'Associated' or r.status = 'Registered'
                               and (r.invite_code is not null or r.learned_at is null)), false)
                as done,
              coalesce(bool_or(r.error_number is not null or r.error_message is not null), false)
                as refused,
              bool_and(r.holder_id is null or coalesce(r.status in ('Retired', 'Deleted'), false))
                as gone,
              count(r.holder_id) > 0 as known
            from unnest(:persons) as g (person_id)
            left join holder h on h.person_id = g.person_id
            left join registration r on r.holder_id = h.holder_id and r.location_id = :location
            group by g.person_id) s
      """;

  private final JdbcClient jdbc;

  RegistrationStore(JdbcClient jdbc) {
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

  /** A person to be registered; holder 0 = has no identity at Apple yet. */
  record Candidate(
      int personId,
      @Nullable String email,
      @Nullable String account,
      int holderId,
      @Nullable String clientUserId) {}

  /** Keeps others from giving these persons identities until the transaction ends. */
  void lockPersons(int[] personIds) {
    jdbc.sql(LOCK_PERSONS)
        .param("persons", SqlArrays.ints(personIds))
        .query((row, _) -> row.getInt(1))
        .list();
  }

  int[] without(int locationId, int[] personIds) {
    return Ints.of(
        jdbc.sql(WITHOUT)
            .param("location", locationId)
            .param("persons", SqlArrays.ints(personIds))
            .query((row, _) -> row.getInt(1))
            .list());
  }

  List<Candidate> toRegister(int locationId, int[] personIds) {
    return jdbc.sql(TO_REGISTER)
        .param("location", locationId)
        .param("persons", SqlArrays.ints(personIds))
        .query((row, _) ->
            new Candidate(
                row.getInt(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5)))
        .list();
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

  /**
   * How the persons of a job stand.
   *
   * @param done who is registered and read back
   * @param failed who was refused, or is not there any more
   * @param retired who of these was retired at Apple
   */
  record Progress(long done, long failed, long retired) {}

  Progress progress(int locationId, int[] personIds) {
    return jdbc.sql(PROGRESS)
        .param("persons", SqlArrays.ints(personIds))
        .param("location", locationId)
        .query((row, _) -> new Progress(row.getLong(1), row.getLong(2), row.getLong(3)))
        .single();
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
