package dev.coster.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The demo's https address for Apple's notifications. Apple (and the simulator) insist on https
 * with a trusted certificate; the demo's pages are plain http, so that no browser warns. So this
 * door has a certificate of its own, which the simulator trusts, and hands what comes through to
 * the server.
 */
final class NotificationDoor implements AutoCloseable {
  private static final String ALIAS = "door";

  /** Guards a throw-away key on this machine against nobody; PKCS #12 wants one. */
  private static final String PASSWORD = "demo-door";

  private final HttpsServer https;
  private final X509Certificate certificate;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile Optional<URI> server = Optional.empty();

  private NotificationDoor(KeyStore keys) throws IOException, GeneralSecurityException {
    certificate = (X509Certificate) keys.getCertificate(ALIAS);
    https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    https.setExecutor(threads);
    https.createContext("/apple/notifications/", this::handOn);
    https.start();
  }

  /** Opens the door; its key is made once and kept in the folder. */
  static NotificationDoor open(Path folder) throws IOException {
    Path file = folder.resolve("door.p12");
    try {
      if (!Files.exists(file)) {
        makeKey(file);
      }
      KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      return new NotificationDoor(keys);
    } catch (GeneralSecurityException e) {
      throw new IOException("The demo's certificate cannot be used: " + file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  /** By the JDK's own tool: the Java API has no public way to make a certificate. */
  private static void makeKey(Path file) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Coster demo",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = keytool.getInputStream()) {
      String words = new String(said.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed: " + words);
      }
    }
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** What the simulator has to trust. */
  X509Certificate certificate() {
    return certificate;
  }

  /** The address for notifications. */
  URI address() {
    return URI.create("https://127.0.0.1:" + https.getAddress().getPort());
  }

  /** Where to hand on to, from now on. */
  void leadsTo(URI address) {
    server = Optional.of(address);
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(answer(exchange), -1);
    }
  }

  private int answer(HttpExchange exchange) throws IOException {
    Optional<URI> behind = server;
    if (behind.isEmpty()) {
      return 503;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.get().resolve(exchange.getRequestURI().getPath()))
            .timeout(Duration.ofSeconds(10))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : new String[] {"Authorization", "Content-Type"}) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> request.header(name, value));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 503;
    } catch (IOException e) {
      return 503;
    }
  }

  @Override
  public void close() {
    https.stop(0);
    threads.shutdownNow();
    http.close();
  }
}
