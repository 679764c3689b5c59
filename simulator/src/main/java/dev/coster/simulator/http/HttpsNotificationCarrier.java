package dev.coster.simulator.http;

import dev.coster.simulator.NotificationCarrier;
import dev.coster.simulator.OutgoingNotification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Delivers notifications by HTTPS, with the platform's certificate authorities and some more.
 * Follows no redirect. Closing it waits for nothing.
 */
public final class HttpsNotificationCarrier implements NotificationCarrier, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;

  /** A carrier that trusts these authorities besides the platform's. */
  public HttpsNotificationCarrier(List<X509Certificate> trusted) {
    client =
        HttpClient.newBuilder()
            .sslContext(trusting(trusted))
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public boolean deliver(OutgoingNotification notification) {
    try {
      HttpResponse<Void> answer =
          client.send(request(notification), HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() / 100 == 2;
    } catch (IOException | IllegalArgumentException unreachable) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static HttpRequest request(OutgoingNotification notification) {
    return HttpRequest.newBuilder(URI.create(notification.url()))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + notification.authToken())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(notification.body()))
        .build();
  }

  private static SSLContext trusting(List<X509Certificate> more) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate certificate : platformAuthorities()) {
        store.setCertificateEntry("platform-" + number++, certificate);
      }
      for (X509Certificate certificate : more) {
        store.setCertificateEntry("more-" + number++, certificate);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The trusted certificates cannot be used", e);
    }
  }

  private static List<X509Certificate> platformAuthorities() throws GeneralSecurityException {
    for (TrustManager manager : trust(null)) {
      if (manager instanceof X509TrustManager x509) {
        return List.of(x509.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static TrustManager[] trust(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
