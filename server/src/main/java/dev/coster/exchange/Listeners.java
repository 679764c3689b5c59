package dev.coster.exchange;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds who asked for requests of an operation; asked late, since listeners know {@code Requests}.
 */
final class Listeners {
  private final Supplier<List<RequestListener>> source;
  private volatile @Nullable Map<Operation, RequestListener> byOperation;

  Listeners(Supplier<List<RequestListener>> source) {
    this.source = source;
  }

  RequestListener of(Operation operation) {
    Map<Operation, RequestListener> known = byOperation;
    if (known == null) {
      known = load();
      byOperation = known;
    }
    RequestListener listener = known.get(operation);
    if (listener == null) {
      throw new IllegalStateException("Nobody listens to requests of " + operation);
    }
    return listener;
  }

  private Map<Operation, RequestListener> load() {
    Map<Operation, RequestListener> result = new EnumMap<>(Operation.class);
    for (RequestListener listener : source.get()) {
      for (Operation operation : listener.operations()) {
        if (result.put(operation, listener) != null) {
          throw new IllegalStateException("Two listen to requests of " + operation);
        }
      }
    }
    return result;
  }
}
