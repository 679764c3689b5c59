package dev.coster.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.organization.Sites.Site;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StoredSitesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final Sites sites =
      new StoredSites(database.transactions(), new SiteStore(database.jdbc()), new SettableClock());

  @Test
  void oneDefaultSiteIsThereFromTheStart() {
    assertThat(sites.defaultSite().isDefault()).isTrue();
    assertThat(sites.list()).contains(sites.defaultSite());
  }

  @Test
  void aSiteIsMadeOnceAndFoundAgain() {
    Site made = sites.named("North");
    assertThat(made.isDefault()).isFalse();
    assertThat(sites.named(" North ")).isEqualTo(made);
    assertThat(sites.list().stream().filter(site -> site.name().equals("North"))).hasSize(1);
  }
}
