package dev.coster.simulator.program;

import dev.coster.simulator.Faults;
import dev.coster.simulator.http.PemPair;
import dev.coster.simulator.http.ServerOptions;
import dev.coster.simulator.http.SimulatorServer;
import dev.coster.simulator.sample.SampleLocation;
import dev.coster.simulator.sample.SampleSchool;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code coster simulator}: a simulated Apple until it is interrupted. */
public final class SimulatorProgram {
  private SimulatorProgram() {}

  /** Starts the program from a shell. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs until the process is asked to end.
   *
   * @return 0 at the end, 2 when the arguments are wrong, 1 when the simulator cannot start
   */
  public static int run(String[] args) {
    try {
      SimulatorServer server = start(List.of(args), System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      new CountDownLatch(1).await();
      return 0;
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(Arguments.USAGE);
      return 2;
    } catch (IOException e) {
      System.err.println("The simulator cannot start: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /**
   * Starts a simulator and prints where it is and what opens it.
   *
   * @param args the arguments of the command line
   * @param out where to print
   * @throws IllegalArgumentException when an argument is wrong
   * @throws IOException when a port is taken or a file cannot be read or written
   */
  public static SimulatorServer start(List<String> args, PrintStream out) throws IOException {
    Arguments arguments = Arguments.parse(args);
    SimulatorServer server = SimulatorServer.start(options(arguments));
    if (arguments.kind()) {
      server.apple().set(Faults.none());
    }
    out.println("Simulated Apple: " + server.serviceUrl() + "/mdm/v2");
    out.println("Control port:    " + server.controlUrl());
    if (arguments.scenario().equals("school")) {
      SampleSchool school =
          SampleSchool.fill(server.apple(), server.clock().instant(), arguments.seed());
      for (SampleLocation location : school.locations()) {
        out.println(location.locationName() + ": " + token(location, arguments.files()));
      }
    }
    out.flush();
    return server;
  }

  private static ServerOptions options(Arguments arguments) throws IOException {
    Path certificate = arguments.files().tlsCertificate();
    Path key = arguments.files().tlsKey();
    Path trust = arguments.files().trust();
    return new ServerOptions(
        arguments.host(),
        arguments.port(),
        arguments.controlPort(),
        arguments.seed(),
        certificate == null || key == null ? null : new PemPair(certificate, key),
        trust == null ? List.of() : PemPair.certificates(trust));
  }

  private static String token(SampleLocation location, Arguments.Files files) throws IOException {
    Path folder = files.tokenFolder();
    return folder == null ? location.token().text() : write(location, folder).toString();
  }

  private static Path write(SampleLocation location, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("sToken_for_" + location.locationName() + ".vpptoken");
    return Files.writeString(file, location.token().text(), StandardCharsets.US_ASCII);
  }
}
