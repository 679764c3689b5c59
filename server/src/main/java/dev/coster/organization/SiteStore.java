package dev.coster.organization;

import dev.coster.organization.Sites.Site;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code site}. */
final class SiteStore {
  private final JdbcClient jdbc;

  SiteStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Site> list() {
    return jdbc.sql("select site_id, name, is_default from site order by lower(name), site_id")
        .query(SiteStore::site)
        .list();
  }

  Site defaultSite() {
    return jdbc.sql("select site_id, name, is_default from site where is_default")
        .query(SiteStore::site)
        .single();
  }

  Site byName(String name) {
    return jdbc.sql("select site_id, name, is_default from site where name = :name")
        .param("name", name)
        .query(SiteStore::site)
        .single();
  }

  void insertIfAbsent(String name, Instant at) {
    jdbc.sql(
            """
            insert into site (name, is_default, created_at) values (:name, false, :at)
            on conflict (name) do nothing
            """)
        .param("name", name)
        .param("at", Instants.utc(at))
        .update();
  }

  List<String> unknown(Set<String> names) {
    return jdbc.sql(
            """
            select n.name from unnest(:names) as n (name)
            where not exists (select from site s where s.name = n.name)
            """)
        .param("names", SqlArrays.texts(names))
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static Site site(ResultSet row, int number) throws SQLException {
    return new Site(row.getInt("site_id"), row.getString("name"), row.getBoolean("is_default"));
  }
}
