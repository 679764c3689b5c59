package dev.coster.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the server will be able to listen, before all else is started. */
final class FreePort {
  private FreePort() {}

  /**
   * Refuses in a sentence when something else listens there, or nothing can.
   *
   * @param port 0 for any free one
   */
  static void require(String bind, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
    } catch (IOException taken) {
      throw new TroubleException(
          "Coster cannot listen on port "
              + port
              + " of "
              + bind
              + " ("
              + taken.getMessage()
              + "). Stop the program that has it, or choose another with --port (0 takes any free"
              + " one) or --bind.",
          taken);
    }
  }
}
