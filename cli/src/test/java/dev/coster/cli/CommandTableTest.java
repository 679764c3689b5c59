package dev.coster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table of operations names the commands that are there, and no others. */
final class CommandTableTest {
  private static final Path TABLE = Path.of("../docs/operation-table.md");
  private static final int COLUMN = 5;
  private static final Pattern COMMAND = Pattern.compile("`([^`]+)`");

  @Test
  void everyCommandStandsInTheTable() throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Set<String> there = new TreeSet<>();
    collect(new CommandLine(new CosterCli(Map.of(), nowhere, nowhere)), "", there);
    Set<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("| ")) {
        COMMAND
            .matcher(line.split("\\|", -1)[COLUMN])
            .results()
            .forEach(found -> told.add(found.group(1)));
      }
    }
    assertThat(told).isEqualTo(there).hasSizeGreaterThan(25);
  }

  /** What does something: groups of commands do not. */
  private static void collect(CommandLine command, String prefix, Set<String> commands) {
    Map<String, CommandLine> inner = command.getSubcommands();
    if (inner.isEmpty()) {
      commands.add(prefix.strip());
    }
    inner.forEach((name, each) -> collect(each, prefix + " " + name, commands));
  }
}
