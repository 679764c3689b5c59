package dev.coster.program;

import dev.coster.simulator.http.SimulatorServer;
import dev.coster.simulator.program.SimulatorProgram;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.util.List;

/** {@code coster simulator}: Apple's service, simulated, until a signal ends it. */
final class Simulate implements Program {
  private final PrintStream out;

  Simulate(PrintStream out) {
    this.out = out;
  }

  @Override
  public String description() {
    return "runs a simulated Apple (--port, --control-port, --seed, --scenario school|empty)";
  }

  @Override
  public int run(List<String> arguments) {
    try {
      SimulatorServer server = SimulatorProgram.start(arguments, out);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(server::close));
      // The threads that listen keep the process alive.
      return 0;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    } catch (BindException taken) {
      throw new TroubleException(
          "The simulator cannot listen: "
              + taken.getMessage()
              + ". One of its two ports is taken; choose others with --port and --control-port.",
          taken);
    } catch (IOException failed) {
      throw new TroubleException("The simulator cannot start: " + Trouble.inWords(failed), failed);
    }
  }
}
