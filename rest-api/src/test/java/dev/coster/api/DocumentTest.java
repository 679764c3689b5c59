package dev.coster.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/rest.md} lists the operations that are there, and no others. */
final class DocumentTest {
  private static final List<Class<?>> INTERFACES =
      List.of(
          AccountApi.class,
          AssetsApi.class,
          DevicesApi.class,
          JobsApi.class,
          LocationsApi.class,
          OverviewApi.class,
          PeopleApi.class,
          PlansApi.class);

  private static final Pattern OPERATION =
      Pattern.compile("`((GET|POST|PATCH|DELETE) /[^`]*)` \\|");

  @Test
  void everyOperationIsListed() throws IOException {
    Set<String> there = new TreeSet<>();
    for (Class<?> type : INTERFACES) {
      Arrays.stream(type.getMethods())
          .map(method -> method.getAnnotation(Route.class))
          .forEach(route -> there.add(route.verb() + " " + route.path()));
    }
    Set<String> told = new TreeSet<>();
    OPERATION
        .matcher(Files.readString(Path.of("../docs/rest.md")))
        .results()
        .forEach(found -> told.add(found.group(1)));
    assertThat(told).isEqualTo(there);
  }

  @Test
  void everyInterfaceIsLookedAt() throws IOException {
    try (var sources = Files.list(Path.of("src/main/java/dev/coster/api"))) {
      assertThat(sources)
          .map(source -> source.getFileName().toString())
          .filteredOn(name -> name.endsWith("Api.java"))
          .hasSameSizeAs(INTERFACES);
    }
  }
}
