package dev.coster.simulator.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.coster.simulator.SimulatedApple;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A simulated Apple on the network: the service on one port, its control on another, in real time.
 *
 * <p>Lives until it is closed; closing cuts open connections and ends all its threads.
 */
public final class SimulatorServer implements AutoCloseable {
  private final SimulatedApple apple;
  private final MovableClock clock;
  private final ExecutorService threads;
  private final HttpsNotificationCarrier carrier;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final HttpServer service;
  private final HttpServer control;
  private final Clockwork clockwork;
  private final URI serviceUrl;
  private final URI controlUrl;

  private SimulatorServer(ServerOptions options, HttpServer service, HttpServer control) {
    this.service = service;
    this.control = control;
    clock = new MovableClock(InstantSource.system());
    threads = Executors.newVirtualThreadPerTaskExecutor();
    carrier = new HttpsNotificationCarrier(options.trusted());
    apple = new SimulatedApple(clock, options.seed(), carrier, threads);
    serviceUrl = url(options.tls() == null ? "http" : "https", options, service);
    controlUrl = url("http", options, control);
    apple.setBaseUrl(serviceUrl.toString());
    clockwork = Clockwork.start(apple, clock);
    begin(service, new ServiceFront(apple, clock, stopping));
    begin(control, new ControlPort(apple, clock, this::advance));
  }

  /**
   * Starts an empty simulator.
   *
   * @throws IOException when a port is taken or the certificate cannot be used
   */
  public static SimulatorServer start(ServerOptions options) throws IOException {
    HttpServer service = bind(options.host(), options.port(), options.tls());
    try {
      HttpServer control = bind(options.host(), options.controlPort(), null);
      return new SimulatorServer(options, service, control);
    } catch (IOException e) {
      service.stop(0);
      throw e;
    }
  }

  /** The service's address, without a slash at its end; {@code /mdm/v2} follows. */
  public URI serviceUrl() {
    return serviceUrl;
  }

  /** The control port's address, without a slash at its end. */
  public URI controlUrl() {
    return controlUrl;
  }

  /** The simulation itself. */
  public SimulatedApple apple() {
    return apple;
  }

  /** The simulation's clock, to be read; {@link #advance} moves it. */
  public InstantSource clock() {
    return clock;
  }

  /** Moves the clock on; what falls due has happened when this returns. */
  public void advance(Duration step) {
    clock.advance(step);
    apple.runDue();
  }

  @Override
  public void close() {
    stopping.countDown();
    service.stop(0);
    control.stop(0);
    clockwork.close();
    carrier.close();
    threads.shutdownNow();
  }

  private void begin(HttpServer server, HttpHandler handler) {
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
  }

  private static HttpServer bind(String host, int port, @Nullable PemPair tls) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    try {
      return tls == null ? HttpServer.create(address, 0) : secure(address, tls);
    } catch (BindException e) {
      throw new IOException("Nothing can listen on " + host + ":" + port + " (taken?)", e);
    }
  }

  private static HttpServer secure(InetSocketAddress address, PemPair tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
    return server;
  }

  private static URI url(String scheme, ServerOptions options, HttpServer server) {
    String host = options.host().equals("0.0.0.0") ? "localhost" : options.host();
    return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort());
  }
}
