package dev.coster.holder;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code holder}. */
final class HolderStore {

  /**
   * Looks up and makes in one statement. Known identities are only read, so that a repeated listing
   * writes nothing. An identity that another transaction makes at the same moment is waited for by
   * {@code on conflict} but not seen by this statement's snapshot: it is missing from the answer,
   * and the caller asks once more. What belongs to which identity is joined here and not there: how
   * many are new is a thing that the database guesses badly, and with 100,000 new ones its nested
   * loop would run for minutes.
   */
  private static final String GET_OR_CREATE =
      """
      with wanted as materialized (
        select apple_id from unnest(:ids) as w (apple_id)),
      made as (
        insert into holder (kind, apple_id, device_id, created_at)
        select :kind, n.apple_id, d.device_id, :at
        from (select distinct w.apple_id collate "C" as apple_id from wanted w
              where not exists (
                select from holder h where h.kind = :kind and h.apple_id = w.apple_id)) n
        left join device d on :kind = 'D' and d.serial_number = upper(n.apple_id)
        order by n.apple_id
        on conflict (kind, apple_id) do nothing
        returning holder_id, apple_id)
      select h.holder_id, h.apple_id from holder h
      where h.kind = :kind and h.apple_id = any (:ids)
      union all
      select m.holder_id, m.apple_id from made m
      """;

  private static final String FIND =
      "select holder_id from holder where kind = :kind and apple_id = :id";

  private static final String BY_ID =
      """
      select holder_id, kind, apple_id, device_id, person_id from holder
      where holder_id = any(:ids)
      """;

  private static final String LINK_PERSONS =
      """
      update holder h set person_id = l.person_id
      from (select * from unnest(:holders, :persons) as l (holder_id, person_id)) l
      where h.holder_id = l.holder_id and h.kind = 'U'
        and h.person_id is distinct from l.person_id
      """;

  private static final String LINK_DEVICES =
      """
      update holder h set device_id = d.device_id
      from device d
      where h.kind = 'D' and upper(h.apple_id) = d.serial_number
        and h.device_id is distinct from d.device_id
      """;

  private static final String LINK_DEVICE = LINK_DEVICES + " and d.device_id = :device";

  private final JdbcClient jdbc;

  HolderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keys in the order given; 0 where another transaction made the identity just now. */
  int[] getOrCreate(HolderKind kind, List<String> appleIds, Instant at) {
    Map<String, Integer> ids = HashMap.newHashMap(appleIds.size());
    jdbc.sql(GET_OR_CREATE)
        .param("ids", SqlArrays.texts(appleIds))
        .param("kind", kind.code())
        .param("at", Instants.utc(at))
        .query((ResultSet row) -> {
          ids.put(row.getString(2), row.getInt(1));
        });
    return appleIds.stream().mapToInt(id -> ids.getOrDefault(id, 0)).toArray();
  }

  Optional<Integer> find(HolderKind kind, String appleId) {
    return jdbc.sql(FIND)
        .param("kind", kind.code())
        .param("id", appleId)
        .query(Integer.class)
        .optional();
  }

  List<Holders.Holder> byId(Collection<Integer> holderIds) {
    return jdbc.sql(BY_ID)
        .param("ids", SqlArrays.ints(holderIds))
        .query((row, _) -> holder(row))
        .list();
  }

  void linkPersons(int[] holderIds, int[] personIds) {
    jdbc.sql(LINK_PERSONS)
        .param("holders", SqlArrays.ints(holderIds))
        .param("persons", SqlArrays.ints(personIds))
        .update();
  }

  void linkDevices() {
    jdbc.sql(LINK_DEVICES).update();
  }

  void linkDevice(int deviceId) {
    jdbc.sql(LINK_DEVICE).param("device", deviceId).update();
  }

  private static Holders.Holder holder(ResultSet row) throws SQLException {
    return new Holders.Holder(
        row.getInt("holder_id"),
        HolderKind.ofCode(row.getString("kind")),
        row.getString("apple_id"),
        row.getObject("device_id", Integer.class),
        row.getObject("person_id", Integer.class));
  }
}
