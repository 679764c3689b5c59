package dev.coster.people;

import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is to be registered, and how far that is: asks the table {@code registration}. */
final class RegisteringStore {

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

  RegisteringStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
}
