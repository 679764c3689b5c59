package dev.coster.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.organization.Sites.Site;
import dev.coster.platform.Problem;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void namesThatNoSiteHasYetAreToldUpToAMeasure() {
    sites.named("East");
    assertThat(sites.newOnes(Arrays.asList("West", null, "East", "", "South", "West")))
        .containsExactly("South", "West");
    List<String> many = IntStream.range(0, 201).mapToObj(i -> "site " + i).toList();
    assertThat(sites.newOnes(many.subList(0, 200))).hasSize(200);
    assertThatThrownBy(() -> sites.newOnes(many))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("csv.too_many_sites"));
  }
}
