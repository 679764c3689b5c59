package dev.coster.catalog;

import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.Like;
import dev.coster.platform.NamePlace;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code asset} and {@code location_asset}: asking, and keys. */
final class AssetStore {

  /** Like that of the holders: known keys are read, new ones made, lost races come back as 0. */
  private static final String GET_OR_CREATE =
      """
      with wanted as materialized (
        select adam_id, pricing_param, ord from unnest(:adams, :params)
        with ordinality as w (adam_id, pricing_param, ord)),
      made as (
        insert into asset (adam_id, pricing_param)
        select n.adam_id, n.pricing_param
        from (select distinct w.adam_id collate "C" as adam_id,
                     w.pricing_param collate "C" as pricing_param from wanted w
              where not exists (select from asset a where a.adam_id = w.adam_id
                                and a.pricing_param = w.pricing_param)) n
        order by n.adam_id, n.pricing_param
        on conflict (adam_id, pricing_param) do nothing
        returning asset_id, adam_id, pricing_param)
      select coalesce(a.asset_id, m.asset_id, 0)
      from wanted w
      left join asset a on a.adam_id = w.adam_id and a.pricing_param = w.pricing_param
      left join made m on m.adam_id = w.adam_id and m.pricing_param = w.pricing_param
      order by w.ord
      """;

  private static final String KEYS =
      "select asset_id, adam_id, pricing_param from asset where asset_id = any(:ids)";

  private final JdbcClient jdbc;

  AssetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int[] getOrCreate(List<Assets.Key> keys) {
    return Ints.of(
        jdbc.sql(GET_OR_CREATE)
            .param("adams", SqlArrays.texts(keys.stream().map(Assets.Key::adamId).toList()))
            .param("params", SqlArrays.texts(keys.stream().map(Assets.Key::pricingParam).toList()))
            .query((row, _) -> row.getInt(1))
            .list());
  }

  Optional<Integer> idOf(Assets.Key key) {
    return jdbc.sql("select asset_id from asset where adam_id = :adam and pricing_param = :param")
        .param("adam", key.adamId())
        .param("param", key.pricingParam())
        .query(Integer.class)
        .optional();
  }

  long count(Visibility visibility, boolean shortOnly) {
    return visible(AssetQueries.COUNT, visibility, null, null)
        .param("short", shortOnly)
        .query(Long.class)
        .single();
  }

  Map<Integer, Assets.Key> keys(Collection<Integer> ids) {
    Map<Integer, Assets.Key> keys = new HashMap<>();
    jdbc.sql(KEYS)
        .param("ids", SqlArrays.ints(ids))
        .query((ResultSet row) -> {
          keys.put(row.getInt(1), new Assets.Key(row.getString(2), row.getString(3)));
        });
    return keys;
  }

  List<Assets.Row> list(
      Visibility visibility, Assets.Filter filter, @Nullable NamePlace after, int limit) {
    String text = filter.text().strip().toLowerCase(Locale.ROOT);
    return visible(AssetQueries.LIST, visibility, filter.locationId(), null)
        .param("text", text)
        .param("pattern", Like.part(text))
        .param("type", filter.productType())
        .param("short", filter.shortOnly())
        .param("afterName", after == null ? null : after.name())
        .param("afterId", after == null ? 0 : after.id())
        .param("limit", limit)
        .query((row, _) -> row(row))
        .list();
  }

  Optional<Assets.Row> find(Visibility visibility, int assetId) {
    return visible(AssetQueries.LIST, visibility, null, assetId)
        .param("text", "")
        .param("pattern", "")
        .param("type", null)
        .param("short", false)
        .param("afterName", null)
        .param("afterId", 0)
        .param("limit", 1)
        .query((row, _) -> row(row))
        .optional();
  }

  List<Assets.AtLocation> atLocations(Visibility visibility, int assetId) {
    return visible(AssetQueries.AT_LOCATIONS, visibility, null, assetId)
        .query((row, _) -> atLocation(row))
        .list();
  }

  Map<Integer, Assets.Facts> facts(int locationId, Collection<Integer> assetIds) {
    Map<Integer, Assets.Facts> facts = new HashMap<>();
    visible(AssetQueries.FACTS, Visibility.ALL, locationId, null)
        .param("assets", SqlArrays.ints(assetIds))
        .query((ResultSet row) -> {
          facts.put(row.getInt("asset_id"), facts(row));
        });
    return facts;
  }

  private JdbcClient.StatementSpec visible(
      String sql, Visibility visibility, @Nullable Integer locationId, @Nullable Integer assetId) {
    return jdbc.sql(sql)
        .params(visibility.params())
        .param("location", locationId)
        .param("asset", assetId);
  }

  private static Assets.Row row(ResultSet row) throws SQLException {
    return new Assets.Row(
        row.getInt("asset_id"),
        row.getString("adam_id"),
        row.getString("pricing_param"),
        row.getString("name"),
        row.getBoolean("has_icon"),
        row.getString("product_type"),
        texts(row, "platforms"),
        row.getBoolean("device_assignable"),
        row.getBoolean("revocable"),
        row.getBoolean("unlimited"),
        nullableLong(row, "total"),
        row.getLong("assigned"),
        row.getLong("reserved"),
        nullableLong(row, "free"),
        Instants.orNull(row, "as_of"),
        row.getInt("locations"),
        texts(row, "sold_out_at"));
  }

  private static Assets.AtLocation atLocation(ResultSet row) throws SQLException {
    boolean unlimited = row.getBoolean("unlimited");
    Instant asOf = Instants.orNull(row, "began_at");
    return new Assets.AtLocation(
        row.getInt("location_id"),
        row.getString("location_name"),
        row.getBoolean("device_assignable"),
        row.getBoolean("revocable"),
        unlimited,
        row.getObject("total", Integer.class),
        row.getInt("assigned"),
        row.getObject("available", Integer.class),
        row.getObject("retired", Integer.class),
        row.getLong("reserved"),
        unlimited ? null : row.getLong("free"),
        asOf == null ? Instant.EPOCH : asOf);
  }

  private static Assets.Facts facts(ResultSet row) throws SQLException {
    boolean unlimited = row.getBoolean("unlimited");
    return new Assets.Facts(
        row.getInt("asset_id"),
        new Assets.Key(row.getString("adam_id"), row.getString("pricing_param")),
        row.getString("product_type"),
        row.getBoolean("device_assignable"),
        row.getBoolean("revocable"),
        unlimited,
        unlimited ? Long.MAX_VALUE : row.getLong("unreserved"),
        row.getLong("given"),
        Instants.orNull(row, "began_at"));
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Object array = row.getArray(column).getArray();
    return array instanceof String[] values ? Arrays.asList(values) : List.of();
  }

  private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
