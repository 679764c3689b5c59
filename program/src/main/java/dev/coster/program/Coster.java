package dev.coster.program;

import dev.coster.cli.CosterCli;
import dev.coster.platform.EmbeddedPostgresException;
import dev.coster.platform.InvalidConfigException;
import dev.coster.platform.SecretBoxException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entry of the program. What is no program of this machine is a command of the client. */
public final class Coster {
  private static final int WRONG_USAGE = 2;
  private static final int TROUBLE = 5;

  private Coster() {}

  /** Runs a command. The process goes on after this as long as the program's threads do. */
  public static void main(String[] arguments) {
    Program program =
        arguments.length == 0 ? null : programs(System.getenv(), System.out).get(arguments[0]);
    if (program == null) {
      CosterCli.main(arguments);
      return;
    }
    int exitCode = run(program, Arrays.asList(arguments).subList(1, arguments.length), System.err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** The programs by name, in the order of the help. */
  private static Map<String, Program> programs(Map<String, String> environment, PrintStream out) {
    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("serve", new Serve(environment, out));
    programs.put("demo", new Demo(environment, out));
    programs.put("simulator", new Simulate(out));
    programs.put("config", new ShowConfig(environment, out));
    return programs;
  }

  /**
   * What went wrong for a reason that the person at the terminal can mend is told in its own words,
   * without a stack trace.
   */
  static int run(Program program, List<String> arguments, PrintStream err) {
    try {
      if (arguments.contains("--help")) {
        err.println(program.description());
        return 0;
      }
      return program.run(arguments);
    } catch (UsageException | InvalidConfigException wrong) {
      err.println(wrong.getMessage());
      return WRONG_USAGE;
    } catch (EmbeddedPostgresException | SecretBoxException trouble) {
      err.println(trouble.getMessage());
      return TROUBLE;
    }
  }
}
