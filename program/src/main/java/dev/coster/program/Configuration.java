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

  static CosterConfig load(Map<String, String> environment, Arguments arguments) {
    Map<String, String> values = new HashMap<>(environment);
    arguments.value("--data").ifPresent(value -> values.put(Setting.COSTER_DATA.name(), value));
    arguments.value("--port").ifPresent(value -> values.put(Setting.COSTER_PORT.name(), value));
    arguments.value("--bind").ifPresent(value -> values.put(Setting.COSTER_BIND.name(), value));
    return CosterConfig.load(values, arguments.value("--config").map(Path::of).orElse(null));
  }
}
