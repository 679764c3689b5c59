package dev.coster.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  @Test
  void theUrgentGoesFirstAndNoLaneStarves() {
    List<TrafficSource> sources = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      sources.add(source(lane));
    }
    Turns turns = new Turns(sources);
    Map<Lane, Integer> served = new EnumMap<>(Lane.class);
    for (int i = 0; i < 80; i++) {
      TrafficSource first = turns.order().getFirst();
      served.merge(first.lane(), 1, Integer::sum);
      turns.took(first);
    }
    assertThat(served)
        .isEqualTo(Map.of(Lane.URGENT, 40, Lane.STATUS, 20, Lane.BULK, 10, Lane.READ, 10));
  }

  @Test
  void whatAFavoredLaneDoesNotUseGoesByUrgency() {
    TrafficSource bulk = source(Lane.BULK);
    TrafficSource read = source(Lane.READ);
    Turns turns = new Turns(List.of(read, bulk));
    List<TrafficSource> order = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      order.add(turns.order().getFirst());
      turns.took(order.getLast());
    }
    assertThat(order).containsExactly(bulk, bulk, bulk, bulk, bulk, read, bulk, bulk);
  }

  @Test
  void sourcesOfOneLaneTakeTurns() {
    TrafficSource one = source(Lane.READ);
    TrafficSource other = source(Lane.READ);
    Turns turns = new Turns(List.of(one, other));
    turns.took(one);
    assertThat(turns.order()).containsExactly(other, one);
    turns.took(other);
    assertThat(turns.order()).containsExactly(one, other);
  }

  private static TrafficSource source(Lane lane) {
    return new TrafficSource() {
      @Override
      public Lane lane() {
        return lane;
      }

      @Override
      public Optional<Call> next(Session session) {
        return Optional.empty();
      }
    };
  }
}
