package dev.coster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The table of operations names the commands that are there, beside the operations they call. */
final class CommandTableTest {
  private static final Path TABLE = Path.of("../docs/operation-table.md");
  private static final int REST = 4;
  private static final int COMMANDS = 5;
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** How each command is called; {@code ID} is a job's or token's, {@code FILE} some file. */
  private static final List<String> CALLS =
      List.of(
          "login --email a@x.example --password-stdin --server SERVER",
          "logout",
          "token list",
          "token revoke ID",
          "overview",
          "location list",
          "location show 1",
          "location notifications 1",
          "location add FILE",
          "location renew 1 FILE",
          "location sync 1",
          "location take-over 1 --yes",
          "location rename 1 South",
          "asset list",
          "asset show 1",
          "asset holders 1",
          "device list",
          "device show 1",
          "device licenses 1",
          "device add S1",
          "device edit 1 --name New",
          "device remove 1 --yes",
          "device import FILE --yes",
          "device imports",
          "device undo-import 2026-01-01T00:00:00Z --yes",
          "person list",
          "person show 1",
          "person invited 1 --location 1",
          "person licenses 1",
          "person registrations 1",
          "person add Ada",
          "person edit 1 --name New",
          "person remove 1 --yes",
          "person import FILE --yes",
          "person imports",
          "person undo-import 2026-01-01T00:00:00Z --yes",
          "person register 1 --location 1 --yes",
          "license give --location 1 --asset 1 --device S1 --yes --no-wait",
          "license take-back --location 1 --asset 1 --device S1 --yes --no-wait",
          "license story --location 1 --asset 1 --holder 1",
          "plan show ID",
          "plan pairs ID",
          "plan pairs ID --csv",
          "plan again ID",
          "plan run ID --yes",
          "job list",
          "job show ID",
          "job watch ID",
          "job people ID",
          "job results ID",
          "job pause ID",
          "job resume ID",
          "job cancel ID");

  @TempDir Path folder;

  private final SampleServer server = new SampleServer();
  private final StringWriter words = new StringWriter();
  private InputStream keyboard = InputStream.nullInputStream();

  @BeforeEach
  void begin() {
    keyboard = System.in;
    System.setIn(new ByteArrayInputStream("four random words\n".getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void end() {
    System.setIn(keyboard);
    server.close();
  }

  @Test
  void everyCommandStandsInTheTable() throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Set<String> there = new TreeSet<>();
    collect(new CommandLine(new CosterCli(Map.of(), nowhere, nowhere)), "", there);
    assertThat(table().keySet()).isEqualTo(there).hasSizeGreaterThan(25);
  }

  /** What does something: groups of commands do not. */
  private static void collect(CommandLine command, String prefix, Set<String> commands) {
    Map<String, CommandLine> inner = command.getSubcommands();
    if (inner.isEmpty()) {
      commands.add(prefix.strip());
    }
    inner.forEach((name, each) -> {
      if (name.equals(each.getCommandName())) { // else it is another name of the same
        collect(each, prefix + " " + name, commands);
      }
    });
  }

  @Test
  void everyCommandCallsTheOperationsBesideIt() throws IOException {
    Map<String, Set<String>> table = table();
    Path file = Files.writeString(folder.resolve("file"), "Serial number\nS1\n");
    List<String> wrong = new ArrayList<>();
    Set<String> called = new TreeSet<>();
    for (String call : CALLS) {
      String line = call.replace("FILE", file.toString()).replace("SERVER", server.address());
      int exit = run(server.arguments(line.split(" ")));
      String command =
          table.keySet().stream().filter(each -> isOf(each, call)).findFirst().orElse("");
      called.add(command);
      Set<String> asked = server.asked();
      Set<String> told = table.getOrDefault(command, Set.of());
      boolean more = asked.stream().anyMatch(each -> isMore(each, told));
      if (exit != 0 || more || !asked.containsAll(told)) {
        wrong.add(call + " ended with " + exit + " and called " + asked + ", not " + told);
      }
    }
    assertThat(wrong).as(words.toString()).isEmpty();
    assertThat(called).isEqualTo(table.keySet());
  }

  private static boolean isOf(String command, String call) {
    return call.equals(command) || call.startsWith(command + " ");
  }

  /** To look something up by the way is no operation of its own. */
  private static boolean isMore(String asked, Set<String> told) {
    return !asked.startsWith("GET ") && !told.contains(asked);
  }

  private int run(List<String> arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("COSTER_CREDENTIALS", folder.resolve("credentials").toString());
    boolean account = arguments.getFirst().startsWith("log");
    if (!account) {
      environment.put("COSTER_SERVER", server.address());
      environment.put("COSTER_TOKEN", "secret");
    }
    PrintWriter out = new PrintWriter(words, true);
    return CosterCli.run(arguments.toArray(String[]::new), environment, out, out);
  }

  /** The operations, by command. */
  private static Map<String, Set<String>> table() throws IOException {
    Map<String, Set<String>> table = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.startsWith("| ")) {
        String[] cells = line.split("\\|", -1);
        for (String command : codes(cells[COMMANDS])) {
          table.computeIfAbsent(command, _ -> new TreeSet<>()).addAll(codes(cells[REST]));
        }
      }
    }
    return table;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }
}
