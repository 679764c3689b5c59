package dev.coster.program;

import dev.coster.platform.CosterConfig;
import dev.coster.platform.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The options by which {@code serve} and {@code config} change the configuration for one run. */
final class Configuration {
  /** Options that stand for a setting, and the file with settings. */
  static final Set<String> OPTIONS = Set.of("--config", "--data", "--port", "--bind");

  private Configuration() {}

  /** The value, or a refusal that names the option instead of the setting behind it. */
  static String port(String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
      throw new UsageException("--port must be a number from 0 to 65535, not '" + value + "'.");
    }
    return value;
  }

  static CosterConfig load(Map<String, String> environment, Arguments arguments) {
    Map<String, String> values = new HashMap<>(environment);
    arguments.value("--data").ifPresent(value -> values.put(Setting.COSTER_DATA.name(), value));
    arguments
        .value("--port")
        .ifPresent(value -> values.put(Setting.COSTER_PORT.name(), port(value)));
    arguments.value("--bind").ifPresent(value -> values.put(Setting.COSTER_BIND.name(), value));
    return CosterConfig.load(values, arguments.value("--config").map(Path::of).orElse(null));
  }
}
