package dev.coster.cli;

import dev.coster.api.LocationsApi;
import dev.coster.api.LocationsApi.LocationView;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds a location by what a person calls it. */
final class LocationNames {

  private LocationNames() {}

  /** The id of a location that is named by its id, its name or Apple's name; null for none. */
  static @Nullable Integer id(@Nullable String named, Supplier<LocationsApi> api) {
    if (named == null) {
      return null;
    }
    if (named.matches("\\d{1,9}")) {
      return Integer.valueOf(named);
    }
    List<LocationView> all = api.get().locations().items();
    List<LocationView> meant =
        all.stream()
            .filter(each ->
                named.equalsIgnoreCase(each.name())
                    || named.equalsIgnoreCase(Objects.requireNonNullElse(each.locationName(), "")))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst().id();
    }
    throw new CliException(
        ExitCode.REFUSED,
        (meant.isEmpty() ? "There is no location “" : "There are several locations “")
            + named
            + "”. There are: "
            + all.stream()
                .map(each -> each.id() + " " + each.name())
                .collect(Collectors.joining(", "))
            + ".");
  }
}
