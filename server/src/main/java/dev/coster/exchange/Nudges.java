package dev.coster.exchange;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/**
 * Tells whoever works a location on this node that there may be something to do. A hint only:
 * workers look by themselves too. Thread-safe.
 */
final class Nudges {
  private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();

  void onNudge(IntConsumer listener) {
    listeners.add(listener);
  }

  void nudge(int locationId) {
    listeners.forEach(listener -> listener.accept(locationId));
  }
}
