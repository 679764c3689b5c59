package dev.coster.device;

import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.NamePlace;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import dev.coster.platform.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code device} and {@code enrollment}: lists, single devices. */
final class DeviceStore {
  /** The page is cut first; licenses are counted for its rows only. */
  private static final String ROWS =
      """
      select page.*, s.name as site_name, p.name as person_name,
             (select count(*) from holder h join assignment a on a.holder_id = h.holder_id
              where h.device_id = page.device_id
                and (:all or a.location_id = any(:locations))) as licenses
      from (select d.* from device d where /*filter*/ true order by lower(d.name), d.device_id limit :limit) page
      join site s on s.site_id = page.site_id
      left join person p on p.person_id = page.person_id
      order by lower(page.name), page.device_id
      """;

  private static final String COUNT =
      "select count(*) from (select from device d where /*filter*/ true limit :limit) bounded";

  private static final String IDS =
      "select d.device_id from device d where /*filter*/ true order by lower(d.name), d.device_id";

  private static final String ENROLLMENTS =
      """
      select enrollment_id, server, server_ref, kind, enrolled_at, last_seen_at, ended_at
      from enrollment where device_id = :device
      order by ended_at is not null, enrolled_at desc, enrollment_id
      """;

  private static final String INSERT =
      """
      insert into device (serial_number, name, model, platform, os_version, site_id, person_id,
                          source, created_at)
      values (:serial, :name, :model, :platform, :os, :site, :person, 'added', :at)
      on conflict (serial_number) do update set
        name = excluded.name, model = excluded.model, platform = excluded.platform,
        os_version = excluded.os_version, site_id = excluded.site_id,
        person_id = excluded.person_id, source = excluded.source,
        created_at = excluded.created_at, retired_at = null
      where device.retired_at is not null
      returning device_id
      """;

  private static final String IDS_OF_SERIALS =
      """
      select serial_number, device_id from device
      where serial_number = any(:serials) and retired_at is null
      """;

  private static final String PERSON_OF_EMAIL =
      "select person_id from person where lower(email) = lower(:email) and erased_at is null";

  /** Apple's own spelling of a serial number wins over ours, also when both are here. */
  private static final String HOLDERS =
      """
      select d.serial_number,
             (select h.holder_id from holder h where h.device_id = d.device_id
              order by h.apple_id = d.serial_number, h.holder_id limit 1) as holder_id
      from unnest(:devices) with ordinality as g (device_id, ord)
      left join device d on d.device_id = g.device_id and d.retired_at is null
      order by g.ord
      """;

  private final JdbcClient jdbc;

  DeviceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Devices.Row> list(
      Visibility visibility, Devices.Filter filter, @Nullable NamePlace after, int limit) {
    Where where = DeviceFilters.where(filter).after(after, "d.name", "d.device_id");
    return rows(visibility, where, limit);
  }

  Optional<Devices.Row> find(Visibility visibility, int deviceId) {
    Where where = new Where("d.device_id = :device").with("device", deviceId);
    return rows(visibility, where, 1).stream().findFirst();
  }

  private List<Devices.Row> rows(Visibility visibility, Where where, int limit) {
    return where
        .in(jdbc, ROWS)
        .params(visibility.params())
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  long count(Devices.Filter filter, long atMost) {
    return DeviceFilters.where(filter)
        .in(jdbc, COUNT)
        .param("limit", atMost)
        .query(Long.class)
        .single();
  }

  int[] ids(Devices.Filter filter) {
    return Ints.of(
        DeviceFilters.where(filter).in(jdbc, IDS).query((row, _) -> row.getInt(1)).list());
  }

  List<Devices.Enrollment> enrollments(int deviceId) {
    return jdbc.sql(ENROLLMENTS)
        .param("device", deviceId)
        .query((row, _) -> enrollment(row))
        .list();
  }

  /** Empty when the serial number is taken. */
  Optional<Integer> insert(
      Devices.NewDevice device, int siteId, @Nullable Integer personId, Instant at) {
    return jdbc.sql(INSERT)
        .param("serial", device.serialNumber())
        .param("name", device.name() == null ? "" : device.name())
        .param("model", device.model())
        .param("platform", device.platform())
        .param("os", device.osVersion())
        .param("site", siteId)
        .param("person", personId)
        .param("at", Instants.utc(at))
        .query(Integer.class)
        .optional();
  }

  Map<String, Integer> idsOf(Collection<String> serialNumbers) {
    Map<String, Integer> ids = new HashMap<>();
    jdbc.sql(IDS_OF_SERIALS)
        .param("serials", SqlArrays.texts(serialNumbers))
        .query((ResultSet row) -> {
          ids.put(row.getString(1), row.getInt(2));
        });
    return ids;
  }

  Set<Integer> known(int[] deviceIds) {
    return jdbc.sql(
            "select device_id from device where device_id = any(:devices) and retired_at is null")
        .param("devices", SqlArrays.ints(deviceIds))
        .query((row, _) -> row.getInt(1))
        .set();
  }

  Optional<Integer> personOf(String email) {
    return jdbc.sql(PERSON_OF_EMAIL).param("email", email).query(Integer.class).optional();
  }

  /** A device's serial number and the holder that stands for it, if there is one. */
  record HolderOf(@Nullable String serialNumber, int holderId) {}

  List<HolderOf> holders(int[] deviceIds) {
    return jdbc.sql(HOLDERS)
        .param("devices", SqlArrays.ints(deviceIds))
        .query((row, _) -> new HolderOf(row.getString(1), row.getInt(2)))
        .list();
  }

  private static Devices.Row row(ResultSet row) throws SQLException {
    return new Devices.Row(
        row.getInt("device_id"),
        row.getString("serial_number"),
        row.getString("name"),
        row.getString("model"),
        row.getString("platform"),
        row.getString("os_version"),
        row.getString("site_name"),
        row.getObject("person_id", Integer.class),
        row.getString("person_name"),
        row.getLong("licenses"),
        Instants.at(row, "created_at"),
        Instants.orNull(row, "retired_at"));
  }

  private static Devices.Enrollment enrollment(ResultSet row) throws SQLException {
    return new Devices.Enrollment(
        row.getInt("enrollment_id"),
        row.getString("server"),
        row.getString("server_ref"),
        row.getString("kind"),
        Instants.at(row, "enrolled_at"),
        Instants.orNull(row, "last_seen_at"),
        Instants.orNull(row, "ended_at"));
  }
}
