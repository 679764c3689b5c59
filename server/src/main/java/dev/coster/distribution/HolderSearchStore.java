package dev.coster.distribution;

import dev.coster.distribution.Licenses.HolderCursor;
import dev.coster.distribution.Licenses.HolderFilter;
import dev.coster.distribution.Licenses.HolderRow;
import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.Like;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds holders of an asset. A filter that few holders match is answered from these few, by index,
 * however many have the asset; one that many match by going through the holders of the asset until
 * the page is full.
 */
final class HolderSearchStore {
  /** So many are looked up one by one. */
  private static final int FEW = 5_000;

  /** Each branch has an index of its own, and stops when there are too many. */
  private static final String MATCHING =
      """
      select holder_id from (
        (select h.holder_id from device d join holder h on h.device_id = d.device_id
         where lower(d.name) like :lower limit :most)
        union
        (select h.holder_id from device d join holder h on h.device_id = d.device_id
         where d.serial_number like :upper limit :most)
        union
        (select h.holder_id from person p join holder h on h.person_id = p.person_id
         where lower(p.name) like :lower limit :most)
        union
        (select h.holder_id from person p join holder h on h.person_id = p.person_id
         where p.email is not null and lower(p.email) like :lower limit :most)
        union
        (select h.holder_id from holder h
         where h.kind = 'D' and upper(h.apple_id) like :upper limit :most)
        union
        (select h.holder_id from holder h
         where h.kind = 'U' and h.apple_id like :exact limit :most)) found
      limit :most
      """;

  private static final String MATCHES =
      """
       and (lower(d.name) like :lower or d.serial_number like :upper or lower(p.name) like :lower
            or lower(p.email) like :lower or h.kind = 'D' and upper(h.apple_id) like :upper
            or h.kind = 'U' and h.apple_id like :exact)
      """;

  private static final String UNLINKED =
      """
      select h.holder_id from holder h
      where h.device_id is null and h.person_id is null limit :most
      """;

  private static final String IS_UNLINKED = " and h.device_id is null and h.person_id is null ";

  private static final String FILTER = "/*filter*/";

  /**
   * Location for location, and there holder for holder, as the key of the table runs. Names are
   * looked up row by row (hence the limits), so that nothing is read beyond a full page.
   */
  private static final String PAGE =
      """
      select l.location_id, l.name as location_name, held.*
      from location l cross join lateral (
        select a.holder_id, h.kind, h.apple_id, h.device_id, h.person_id,
      """
          + Rows.LABEL
          + """
           as label, a.since
          from assignment a
          join lateral (select * from holder where holder_id = a.holder_id limit 1) h on true
          left join lateral (
            select * from device where device_id = h.device_id limit 1) d on true
          left join lateral (
            select * from person where person_id = h.person_id limit 1) p on true
            where a.location_id = l.location_id and a.asset_id = :asset
              and a.holder_id > case when l.location_id > :afterLocation then 0
                                     else :afterHolder end
              /*filter*/
            order by a.holder_id limit :limit) held
          where (:all or l.location_id = any (:locations))
            and l.location_id >= :afterLocation
            and (cast(:location as int) is null or l.location_id = :location)
          order by l.location_id, held.holder_id limit :limit
          """;

  /** Names are joined in bulk here: all are wanted, not a page. */
  private static final String IDS =
      """
      select distinct a.holder_id
      from assignment a
      join holder h on h.holder_id = a.holder_id
      left join device d on d.device_id = h.device_id
      left join person p on p.person_id = h.person_id
      where (:all or a.location_id = any (:locations))
        and (cast(:location as int) is null or a.location_id = :location)
        /*filter*/
      order by a.holder_id
      """;

  private static final int[] NOBODY = {};

  private final JdbcClient jdbc;

  HolderSearchStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<HolderRow> holders(
      Visibility visibility,
      int assetId,
      HolderFilter filter,
      @Nullable HolderCursor after,
      int limit) {
    String text = filter.text();
    Optional<int[]> few =
        text.isEmpty() && !filter.unlinkedOnly()
            ? Optional.empty()
            : few(text, text.isEmpty() ? UNLINKED : MATCHING);
    String where = text.isEmpty() ? "" : MATCHES;
    if (few.isPresent()) {
      where = " and a.holder_id = any (:among) ";
    }
    if (filter.unlinkedOnly()) {
      where += IS_UNLINKED;
    }
    return named(jdbc.sql(PAGE.replace(FILTER, where)), text)
        .param("among", SqlArrays.ints(few.orElse(NOBODY)))
        .param("asset", assetId)
        .param("afterLocation", after == null ? 0 : after.locationId())
        .param("afterHolder", after == null ? 0 : after.holderId())
        .param("location", filter.locationId())
        .params(visibility.params())
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  /** Who has one of these assets, or anything without them, and is shown by the filter, whole. */
  int[] ids(Visibility visibility, int[] assetIds, HolderFilter filter) {
    String where =
        (assetIds.length == 0 ? "" : " and a.asset_id = any (:assets) ")
            + (filter.text().isEmpty() ? "" : MATCHES)
            + (filter.unlinkedOnly() ? IS_UNLINKED : "");
    return Ints.of(
        named(jdbc.sql(IDS.replace(FILTER, where)), filter.text())
            .param("assets", SqlArrays.ints(assetIds))
            .param("location", filter.locationId())
            .params(visibility.params())
            .query((row, _) -> row.getInt(1))
            .list());
  }

  /** The holders that match, if they are few. */
  private Optional<int[]> few(String text, String sql) {
    int[] found =
        Ints.of(
            named(jdbc.sql(sql), text)
                .param("most", FEW + 1)
                .query((row, _) -> row.getInt(1))
                .list());
    return found.length > FEW ? Optional.empty() : Optional.of(found);
  }

  private static JdbcClient.StatementSpec named(JdbcClient.StatementSpec sql, String text) {
    String begin = Like.begin(text);
    return sql.param("exact", begin)
        .param("lower", begin.toLowerCase(Locale.ROOT))
        .param("upper", begin.toUpperCase(Locale.ROOT));
  }

  private static HolderRow row(ResultSet row) throws SQLException {
    return new HolderRow(
        row.getInt("location_id"),
        row.getString("location_name"),
        row.getInt("holder_id"),
        row.getString("kind"),
        row.getString("apple_id"),
        row.getObject("device_id", Integer.class),
        row.getObject("person_id", Integer.class),
        row.getString("label"),
        Instants.at(row, "since"));
  }
}
