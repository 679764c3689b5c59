package dev.coster.exchange;

import dev.coster.apple.Reply;
import dev.coster.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long Apple wants to hear nothing (Retry-After), whichever call and whichever node was told:
 * of a location, or, told to a call of which nobody knows the location, from any of us. Kept in the
 * database; what another node was told is known here a second later. Thread-safe.
 */
final class Silences {
  private static final Duration REMEMBER = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final SilenceStore store;
  private final Time time;
  private final Map<Integer, Instant> told = new HashMap<>();
  private Map<Integer, Instant> stored = Map.of();
  private Instant lookAt = Instant.MIN;

  Silences(Tables tables, Time time) {
    this.transactions = tables.transactions();
    this.store = tables.silences();
    this.time = time;
  }

  /**
   * Apple answered; nothing happens unless it asked for silence.
   *
   * @param locationId where the call went; null = nobody knows, or to no location
   */
  void told(@Nullable Integer locationId, Reply.Refused<?> refused) {
    Instant now = time.now();
    refused
        .retryAfter()
        .map(wait -> now.plus(Pacer.bounded(wait.from(now))))
        .ifPresent(until -> {
          remember(locationId == null ? SilenceStore.EVERYWHERE : locationId, until);
          transactions.run(() -> store.put(locationId, until));
        });
  }

  private synchronized void remember(int key, Instant until) {
    told.merge(key, until, Silences::later);
  }

  /** Until when nothing goes to a location; an instant that is over means that it may. */
  Instant until(int locationId) {
    Map<Integer, Instant> lasting = lasting();
    return later(
        lasting.getOrDefault(locationId, Instant.MIN),
        lasting.getOrDefault(SilenceStore.EVERYWHERE, Instant.MIN));
  }

  /** The same for what goes to no location. */
  Instant untilEverywhere() {
    return lasting().getOrDefault(SilenceStore.EVERYWHERE, Instant.MIN);
  }

  /** The same for what goes to nobody knows which location: any may be meant. */
  Instant untilAnywhere() {
    return lasting().values().stream().reduce(Instant.MIN, Silences::later);
  }

  private synchronized Map<Integer, Instant> lasting() {
    Instant now = time.now();
    if (!now.isBefore(lookAt)) {
      Instant latest = now.plus(Pacer.LONGEST_SILENCE);
      stored = store.lasting(now);
      // Written under another clock, or another rule, it silences nobody for longer.
      stored.replaceAll((_, until) -> until.isAfter(latest) ? latest : until);
      told.values().removeIf(until -> !until.isAfter(now));
      lookAt = now.plus(REMEMBER);
    }
    Map<Integer, Instant> all = new HashMap<>(stored);
    told.forEach((key, until) -> all.merge(key, until, Silences::later));
    return all;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
