package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The compact store behaves as a simple ordered set does. */
final class AssignmentsTest {
  private record Pair(int asset, int holder) {}

  private final Assignments assignments = new Assignments();
  private final Set<Pair> model = new LinkedHashSet<>();

  @Test
  void equalAnOrderedSet() {
    Random random = new Random(1);
    for (int version = 0; version < 60_000; version++) {
      change(new Pair(random.nextInt(20), random.nextInt(900)), version);
      if (version % 5_000 == 0) {
        compare(random);
      }
    }
    model.stream().toList().stream().skip(10).forEach(pair -> change(pair, 60_001));
    compare(random);
  }

  @Test
  void showTheTailAfterAVersion() {
    for (int n = 0; n < 3000; n++) {
      assignments.add(n, n, n, 0);
    }
    assertThat(assignments.count(Assignments.Filter.ALL, 2989)).isEqualTo(10);
    assertThat(visit(Assignments.Filter.ALL, 2989, 8, 100))
        .containsExactly(new Pair(2998, 2998), new Pair(2999, 2999));
  }

  private void change(Pair pair, int version) {
    assertThat(assignments.contains(pair.asset, pair.holder)).isEqualTo(model.contains(pair));
    if (model.remove(pair)) {
      assignments.remove(pair.asset, pair.holder);
    } else {
      model.add(pair);
      assignments.add(pair.asset, pair.holder, version, 0);
    }
  }

  private void compare(Random random) {
    List<Pair> expected = new ArrayList<>(model);
    assertThat(assignments.size()).isEqualTo(expected.size());
    int skip = random.nextInt(expected.size() + 1);
    int end = Math.min(expected.size(), skip + 50);
    assertThat(visit(Assignments.Filter.ALL, -1, skip, 50)).isEqualTo(expected.subList(skip, end));
    Assignments.Filter three = new Assignments.Filter(false, asset -> asset == 3, holder -> true);
    assertThat(visit(three, -1, 0, Integer.MAX_VALUE))
        .isEqualTo(expected.stream().filter(pair -> pair.asset == 3).toList());
    assertThat(assignments.count(three, -1))
        .isEqualTo((int) expected.stream().filter(pair -> pair.asset == 3).count());
  }

  private List<Pair> visit(Assignments.Filter filter, int since, int skip, int take) {
    List<Pair> seen = new ArrayList<>();
    assignments.visit(
        filter, since, skip, take, (asset, holder) -> seen.add(new Pair(asset, holder)));
    return seen;
  }
}
