package dev.coster.catalog;

import dev.coster.apple.ContentMetadata;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code asset_metadata}. */
final class MetadataStore {

  /** Of several storefronts the one that knows the asset tells. */
  private static final String FIND =
      """
      select m.* from asset a join asset_metadata m on m.adam_id = a.adam_id
      where a.asset_id = :asset and m.name is not null
      order by m.found desc, m.storefront limit 1
      """;

  private static final String ICON =
      """
      select m.icon_type, m.icon from asset a join asset_metadata m on m.adam_id = a.adam_id
      where a.asset_id = :asset and m.icon is not null
      order by m.found desc, m.storefront limit 1
      """;

  /** Never looked up before those that are due again. */
  private static final String DUE =
      """
      select a.adam_id, coalesce(max(m.attempts), 0) as attempts
      from location_asset la
      join asset a on a.asset_id = la.asset_id
      left join asset_metadata m on m.adam_id = a.adam_id and m.storefront = :storefront
      where la.location_id = :location and la.gone_at is null
        and (m.adam_id is null or m.next_fetch_at <= :now) and a.adam_id <> all(:busy)
      group by a.adam_id
      order by bool_and(m.adam_id is not null), min(m.next_fetch_at), a.adam_id limit 1
      """;

  private static final String STOREFRONT =
      """
      select lower(coalesce(country_code, 'us')) as country,
             coalesce(default_platform, 'enterprisestore') as platform
      from location where location_id = :location
      """;

  private static final String SAVE =
      """
      insert into asset_metadata as m (adam_id, storefront, name, kind, artist, bundle_id, icon_url,
        icon, icon_type, genres, device_families, minimum_os, version, price, is_custom, found,
        fetched_at, next_fetch_at, attempts, raw)
      values (:adam, :storefront, :name, :kind, :artist, :bundle, :iconUrl, :icon, :iconType,
        :genres, :families, :minimumOs, :version, :price, :custom, true, :at, :next, :attempts,
        cast(:raw as jsonb))
      on conflict (adam_id, storefront) do update set
        name = coalesce(excluded.name, m.name), kind = excluded.kind, artist = excluded.artist,
        bundle_id = excluded.bundle_id, icon_url = excluded.icon_url,
        icon = coalesce(excluded.icon, m.icon), icon_type = coalesce(excluded.icon_type, m.icon_type),
        genres = excluded.genres, device_families = excluded.device_families,
        minimum_os = excluded.minimum_os, version = excluded.version, price = excluded.price,
        is_custom = excluded.is_custom, found = true, fetched_at = excluded.fetched_at,
        next_fetch_at = excluded.next_fetch_at, attempts = excluded.attempts, raw = excluded.raw
      """;

  /** What was known stays: a store that no longer sells an app is no reason to forget its name. */
  private static final String MISSED =
      """
      insert into asset_metadata as m (adam_id, storefront, found, fetched_at, next_fetch_at,
                                       attempts)
      values (:adam, :storefront, false, :at, :next, :attempts)
      on conflict (adam_id, storefront) do update set
        next_fetch_at = excluded.next_fetch_at, attempts = excluded.attempts
      """;

  private final JdbcClient jdbc;

  MetadataStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Assets.Metadata> find(int assetId) {
    return jdbc.sql(FIND).param("asset", assetId).query((row, _) -> metadata(row)).optional();
  }

  Optional<Assets.Icon> icon(int assetId) {
    return jdbc.sql(ICON)
        .param("asset", assetId)
        .query((row, _) -> new Assets.Icon(row.getString(1), row.getBytes(2)))
        .optional();
  }

  /** An asset to look up, and how often that was tried in vain. */
  record Due(String adamId, int attempts) {}

  Optional<Due> due(int locationId, String storefront, Instant now, Collection<String> busy) {
    return jdbc.sql(DUE)
        .param("storefront", storefront)
        .param("location", locationId)
        .param("now", Instants.utc(now))
        .param("busy", SqlArrays.texts(busy))
        .query((row, _) -> new Due(row.getString(1), row.getInt(2)))
        .optional();
  }

  /** Which store a location's people see. */
  record Storefront(String country, String platform) {}

  Optional<Storefront> storefront(int locationId) {
    return jdbc.sql(STOREFRONT)
        .param("location", locationId)
        .query((row, _) -> new Storefront(row.getString(1), row.getString(2)))
        .optional();
  }

  /** When what was fetched is fetched again. */
  record Schedule(Instant at, Instant next, int attempts) {}

  void save(
      String storefront,
      ContentMetadata found,
      @Nullable String iconUrl,
      Assets.@Nullable Icon icon,
      Schedule schedule) {
    jdbc.sql(SAVE)
        .param("adam", found.adamId())
        .param("storefront", storefront)
        .param("name", clean(found.name()))
        .param("kind", clean(found.kind()))
        .param("artist", clean(found.artistName()))
        .param("bundle", clean(found.bundleId()))
        .param("iconUrl", clean(iconUrl))
        .param("icon", icon == null ? null : icon.bytes(), java.sql.Types.BINARY)
        .param("iconType", icon == null ? null : icon.contentType())
        .param(
            "genres",
            SqlArrays.texts(found.genreNames().stream().map(MetadataStore::kept).toList()))
        .param(
            "families",
            SqlArrays.texts(found.deviceFamilies().stream().map(MetadataStore::kept).toList()))
        .param("minimumOs", clean(found.minimumOSVersion()))
        .param("version", clean(found.version()))
        .param("price", clean(found.price()))
        .param("custom", found.customApp())
        .param("raw", found.raw().toString().replace("\\u0000", ""))
        .param("at", Instants.utc(schedule.at()))
        .param("next", Instants.utc(schedule.next()))
        .param("attempts", schedule.attempts())
        .update();
  }

  void missed(String storefront, String adamId, Schedule schedule) {
    jdbc.sql(MISSED)
        .param("adam", adamId)
        .param("storefront", storefront)
        .param("at", Instants.utc(schedule.at()))
        .param("next", Instants.utc(schedule.next()))
        .param("attempts", schedule.attempts())
        .update();
  }

  /** PostgreSQL stores no NUL. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : kept(text);
  }

  private static String kept(String text) {
    return text.replace("\0", "");
  }

  private static Assets.Metadata metadata(ResultSet row) throws SQLException {
    Instant fetched = Instants.orNull(row, "fetched_at");
    return new Assets.Metadata(
        row.getString("name"),
        row.getString("kind"),
        row.getString("artist"),
        row.getString("bundle_id"),
        row.getString("minimum_os"),
        row.getString("version"),
        row.getString("price"),
        AssetStore.texts(row, "genres"),
        AssetStore.texts(row, "device_families"),
        fetched == null ? Instant.EPOCH : fetched);
  }
}
