package dev.coster.exchange;

import dev.coster.apple.AppleOperation;
import dev.coster.apple.ClientConfig;
import dev.coster.apple.EventResponse;
import dev.coster.apple.Listing;
import dev.coster.apple.Reply;
import dev.coster.apple.ServiceConfig;
import dev.coster.apple.StatusResponse;
import dev.coster.apple.UnknownField;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells, once per operation, of each field that Apple sends and this client does not know: the
 * first that anybody hears of something new at Apple. Thread-safe.
 */
final class UnknownLog {
  private static final int MOST = 1_000;

  private final Consumer<String> log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  UnknownLog(Consumer<String> log) {
    this.log = log;
  }

  void saw(AppleOperation operation, Reply<?> reply) {
    if (reply instanceof Reply.Accepted<?> accepted) {
      unknown(accepted.body()).forEach((name, field) -> tell(operation, name, field));
    }
  }

  private void tell(AppleOperation operation, String name, UnknownField field) {
    if (told.size() < MOST && told.add(operation + " " + name)) {
      log.accept(
          "Apple's answer to %s has the field %s that Coster does not know, for instance %s"
              .formatted(operation, name, field.example()));
    }
  }

  private static Map<String, UnknownField> unknown(Object answer) {
    return switch (answer) {
      case ClientConfig config -> config.unknown().told();
      case ServiceConfig config -> config.unknown().told();
      case EventResponse event -> event.unknown().told();
      case StatusResponse status -> status.unknown().told();
      case Listing<?> listing -> listing.unknownFields();
      default -> Map.of();
    };
  }
}
