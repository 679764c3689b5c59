package dev.coster.device;

import dev.coster.organization.Sites;
import dev.coster.platform.TestDatabase;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/** Sites by the shortest way, for tests. */
public record TestSites(TestDatabase database, InstantSource clock) implements Sites {

  @Override
  public List<Site> list() {
    return database
        .jdbc()
        .sql("select site_id, name, is_default from site order by lower(name)")
        .query((row, _) -> new Site(row.getInt(1), row.getString(2), row.getBoolean(3)))
        .list();
  }

  @Override
  public Site defaultSite() {
    return list().stream().filter(Site::isDefault).findFirst().orElseThrow();
  }

  @Override
  public Site named(String name) {
    database
        .jdbc()
        .sql("insert into site (name, created_at) values (:name, :at) on conflict do nothing")
        .param("name", name)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return list().stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
  }
}
