package dev.coster.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of the form {@code --name value} or {@code --name=value}. */
final class Arguments {
  private final Map<String, String> options;

  private Arguments(Map<String, String> options) {
    this.options = options;
  }

  /** Reads the options; any other than the named ones is refused. */
  static Arguments parse(List<String> arguments, Set<String> names) {
    Map<String, String> options = new HashMap<>();
    Iterator<String> rest = new ArrayList<>(arguments).iterator();
    while (rest.hasNext()) {
      String[] parts = rest.next().split("=", 2);
      if (!names.contains(parts[0])) {
        throw new UsageException(
            "Unknown argument " + parts[0] + "; there are " + String.join(", ", sorted(names)));
      }
      if (parts.length == 1 && !rest.hasNext()) {
        throw new UsageException(parts[0] + " needs a value");
      }
      options.put(parts[0], parts.length == 2 ? parts[1] : rest.next());
    }
    return new Arguments(options);
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
