package dev.coster.platform;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was written in the environment and in the file, before it is understood. */
final class GivenSettings {
  private static final String PREFIX = "COSTER_";

  /** Read by the launcher, the command line client and the tests, not by the server. */
  private static final Set<String> READ_ELSEWHERE =
      Set.of(
          "COSTER_JAVA_OPTIONS",
          "COSTER_SERVER",
          "COSTER_TOKEN",
          "COSTER_CREDENTIALS",
          "COSTER_TEST_BROWSER");

  private static final Set<String> KNOWN =
      Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toUnmodifiableSet());

  private record Given(String value, String source) {}

  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
  private final List<String> warnings = new ArrayList<>();

  private GivenSettings() {}

  static GivenSettings read(Map<String, String> environment, @Nullable Path file) {
    GivenSettings settings = new GivenSettings();
    if (file != null) {
      settings.addAll(readFile(file), file.toString());
    }
    settings.addAll(environment, "environment");
    return settings;
  }

  private static Map<String, String> readFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new InvalidConfigException(
          List.of(
              "The configuration file " + file + " cannot be read: " + unreadable.getMessage()));
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  private void addAll(Map<String, String> values, String source) {
    new TreeMap<>(values).forEach((name, value) -> add(name, value.strip(), source));
  }

  private void add(String name, String value, String source) {
    boolean fromFile = !source.equals("environment");
    if (KNOWN.contains(name)) {
      if (!value.isEmpty()) {
        given.put(Setting.valueOf(name), new Given(value, source));
      }
    } else if ((fromFile || name.startsWith(PREFIX)) && !READ_ELSEWHERE.contains(name)) {
      warnings.add(name + " (" + source + ") is no setting of Coster and does nothing.");
    }
  }

  Optional<String> value(Setting setting) {
    return Optional.ofNullable(given.get(setting)).map(Given::value);
  }

  String source(Setting setting) {
    Given one = given.get(setting);
    return one == null ? "default" : one.source();
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
