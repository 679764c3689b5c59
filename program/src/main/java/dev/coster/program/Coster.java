package dev.coster.program;

import dev.coster.cli.CosterCli;
import dev.coster.platform.InvalidConfigException;
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
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    if (rest.contains("--help") || rest.contains("-h")) {
      System.out.println("coster " + arguments[0] + " " + program.description());
      return;
    }
    int exitCode = run(program, rest, System.err);
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
   * What went wrong is told in words, without a stack trace (the Java option {@code
   * -Dcoster.trace=true} shows it), and the exit code says that the process is to end: threads of
   * parts that run already must not keep it.
   */
  static int run(Program program, List<String> arguments, PrintStream err) {
    try {
      return program.run(arguments);
    } catch (UsageException | InvalidConfigException wrong) {
      err.println(wrong.getMessage());
      return WRONG_USAGE;
    } catch (RuntimeException | LinkageError trouble) {
      err.println(Trouble.inWords(trouble));
      if (Boolean.getBoolean("coster.trace")) {
        trouble.printStackTrace(err);
      }
      return TROUBLE;
    }
  }
}
