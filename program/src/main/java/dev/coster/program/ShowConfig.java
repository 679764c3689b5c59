package dev.coster.program;

import dev.coster.platform.CosterConfig;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** {@code coster config}: every setting with its value, default and source. */
final class ShowConfig implements Program {
  private final Map<String, String> environment;
  private final PrintStream out;

  ShowConfig(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public String description() {
    return "lists all settings with value, default and source";
  }

  @Override
  public int run(List<String> arguments) {
    CosterConfig config =
        Configuration.load(environment, Arguments.parse(arguments, Configuration.OPTIONS));
    config.warnings().forEach(out::println);
    for (CosterConfig.Listed one : config.listed()) {
      out.printf("%s = %s%n", one.setting(), one.value().isEmpty() ? "(none)" : one.value());
      out.printf("    %s%n", one.setting().description());
      out.printf(
          "    from %s; default %s%n",
          one.source(), one.defaultValue().isEmpty() ? "(none)" : one.defaultValue());
    }
    return 0;
  }
}
