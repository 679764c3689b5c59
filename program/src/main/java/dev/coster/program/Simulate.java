package dev.coster.program;

import dev.coster.simulator.http.SimulatorServer;
import dev.coster.simulator.program.SimulatorProgram;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code coster simulator}: Apple's service, simulated, until a signal ends it. */
final class Simulate implements Program {
  private static final int TROUBLE = 5;

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
      // Its threads are virtual ones, which do not keep a process alive.
      Thread.ofPlatform().name("simulator").start(new Forever());
      return 0;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    } catch (IOException failed) {
      out.println("The simulator cannot start: " + failed.getMessage());
      return TROUBLE;
    }
  }

  /** Keeps the process alive until it is ended from outside. */
  private static final class Forever implements Runnable {
    @Override
    public void run() {
      try {
        new java.util.concurrent.CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
