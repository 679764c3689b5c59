package dev.coster.exchange;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * In which order the sources of a location are asked. Most urgent lane first; but of eight turns
 * one each begins with status, bulk and read, so that none starves behind a busy one. Sources of
 * one lane take turns. For one thread.
 */
final class Turns {
  private static final Lane[] FAVORED = {
    Lane.URGENT,
    Lane.STATUS,
    Lane.URGENT,
    Lane.BULK,
    Lane.URGENT,
    Lane.READ,
    Lane.URGENT,
    Lane.STATUS
  };

  private final Map<Lane, List<TrafficSource>> sources = new EnumMap<>(Lane.class);
  private int turn;

  Turns(List<TrafficSource> sources) {
    for (Lane lane : Lane.values()) {
      this.sources.put(
          lane, new ArrayList<>(sources.stream().filter(source -> source.lane() == lane).toList()));
    }
  }

  /** The sources in the order of this turn. */
  List<TrafficSource> order() {
    Lane favored = FAVORED[turn];
    List<TrafficSource> result = new ArrayList<>(of(favored));
    for (Lane lane : Lane.values()) {
      if (lane != favored) {
        result.addAll(of(lane));
      }
    }
    return result;
  }

  /** This source gave something: the turn is over. */
  void took(TrafficSource source) {
    turn = (turn + 1) % FAVORED.length;
    List<TrafficSource> lane = of(source.lane());
    if (lane.remove(source)) {
      lane.add(source);
    }
  }

  private List<TrafficSource> of(Lane lane) {
    return sources.getOrDefault(lane, new ArrayList<>());
  }
}
