package dev.coster.simulator.http;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is put on the network.
 *
 * @param host the address to listen on
 * @param port the service's port; 0 takes a free one
 * @param controlPort the control port; 0 takes a free one
 * @param seed the simulation's seed
 * @param tls certificate and key of the service; null for plain HTTP
 * @param trusted further certificate authorities that receivers of notifications may use
 */
public record ServerOptions(
    String host,
    int port,
    int controlPort,
    long seed,
    @Nullable PemPair tls,
    List<X509Certificate> trusted) {

  /** Copies the list. */
  public ServerOptions {
    trusted = List.copyOf(trusted);
  }

  /** Free ports on the loopback address, plain HTTP. */
  public static ServerOptions local(long seed) {
    return new ServerOptions("127.0.0.1", 0, 0, seed, null, List.of());
  }

  /** The same with further certificate authorities. */
  public ServerOptions trusting(List<X509Certificate> more) {
    return new ServerOptions(host, port, controlPort, seed, tls, more);
  }
}
