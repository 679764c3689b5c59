package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private HttpsServer server;
  private SSLContext own;

  @BeforeEach
  void start() throws Exception {
    own = context(keys(folder.resolve("keys.p12")));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(own));
    server.createContext("/", exchange -> LocalApple.answer(exchange, 200, "{\"uId\":\"2049\"}"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A key pair and its certificate for localhost, made by the JDK's own tool. */
  private static KeyStore keys(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "here",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("here", keys.getCertificate("here"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManagerFactory key = KeyManagerFactory.getInstance("PKIX");
    key.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private Reply<ClientConfig> ask(@Nullable SSLContext trust) {
    return ask(URI.create("https://localhost:" + server.getAddress().getPort() + "/mdm/v2"), trust);
  }

  private static Reply<ClientConfig> ask(URI base, @Nullable SSLContext trust) {
    try (JdkTransport transport =
        new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(20), trust)) {
      return new AppleLocation(transport, new AppleAddresses(base), LocalApple.TOKEN)
          .clientConfig();
    }
  }

  @Test
  void aCertificateThatIsTrusted() {
    assertThat(Replies.accepted(ask(own)).uId()).isEqualTo("2049");
  }

  /** Over HTTP/2 Java would repeat writes by itself. */
  @Test
  void noOtherProtocolThanHttp1IsOffered() throws Exception {
    CompletableFuture<List<String>> offered = new CompletableFuture<>();
    try (ServerSocket listening =
            own.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(() -> shakeHands(listening, offered));
      URI base = URI.create("https://localhost:" + listening.getLocalPort() + "/mdm/v2");
      assertThat(Replies.accepted(ask(base, own)).uId()).isEqualTo("2049");
    }
    assertThat(offered.getNow(List.of())).doesNotContain("h2");
  }

  /** Notes the protocols that the client offers, and answers its one call. */
  private static Void shakeHands(ServerSocket listening, CompletableFuture<List<String>> offered)
      throws IOException {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.setHandshakeApplicationProtocolSelector((_, protocols) -> {
        offered.complete(protocols);
        return "";
      });
      socket.startHandshake();
      assertThat(socket.getInputStream().read(new byte[8192])).isPositive();
      String body = "{\"uId\":\"2049\"}";
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }
    return null;
  }

  @Test
  void aStrangersCertificateSeesNothingOfTheCall() {
    NoAnswerException failure = catchThrowableOfType(NoAnswerException.class, () -> ask(null));
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.NO_TRUST);
    assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.NO);
  }
}
