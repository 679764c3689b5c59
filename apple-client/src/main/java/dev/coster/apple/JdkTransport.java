package dev.coster.apple;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls over {@link HttpClient}: no redirect is followed, no cookie kept, no credential added. One
 * for all locations; thread-safe; to be closed when no call is under way any more.
 *
 * <p>A call with a body is never repeated. Java itself repeats a GET when a connection, kept or
 * new, ends before the first byte of an answer. HTTP/1.1 only: over HTTP/2 Java would repeat any
 * call of which the server says that it has not looked at it, a write too, past whoever counts
 * them.
 */
public final class JdkTransport implements Transport, AutoCloseable {

  private final HttpClient client;
  private final Duration answerTimeout;

  /**
   * A transport that trusts what Java trusts.
   *
   * @param answerTimeout the longest wait for the head of an answer, and again for the rest of it
   */
  public JdkTransport(Duration connectTimeout, Duration answerTimeout) {
    this(connectTimeout, answerTimeout, null);
  }

  /**
   * A transport with a trust of its own.
   *
   * @param answerTimeout the longest wait for the head of an answer, and again for the rest of it
   * @param trust null = what Java trusts
   */
  public JdkTransport(Duration connectTimeout, Duration answerTimeout, @Nullable SSLContext trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout);
    if (trust != null) {
      builder.sslContext(trust);
    }
    this.client = builder.build();
    this.answerTimeout = answerTimeout;
  }

  @Override
  public HttpAnswer exchange(HttpCall call) {
    try {
      HttpResponse<InputStream> response = client.send(request(call), BodyHandlers.ofInputStream());
      return new HttpAnswer(
          response.statusCode(),
          response.headers().map(),
          new TimedStream(response.body(), answerTimeout));
    } catch (IOException e) {
      throw Failures.whileSending(e);
    } catch (InterruptedException e) {
      throw Failures.interrupted(e);
    }
  }

  private HttpRequest request(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .timeout(answerTimeout)
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody()));
    call.headers().forEach(header -> request.header(header.name(), header.value()));
    return request.build();
  }

  /** Ends the transport after the calls that are under way. */
  @Override
  public void close() {
    client.close();
  }

  /** A body that is ended from outside when it takes too long: its reader then fails. */
  private static final class TimedStream extends FilterInputStream {

    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private volatile boolean late;

    TimedStream(InputStream in, Duration timeout) {
      super(in);
      var _ =
          end.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionally(timedOut -> {
                late = true;
                closeQuietly();
                return null;
              });
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = super.read(buffer, offset, length);
        failIfLate(null);
        return read;
      } catch (IOException e) {
        failIfLate(e);
        throw e;
      }
    }

    private void failIfLate(@Nullable IOException cause) throws IOException {
      if (late) {
        HttpTimeoutException timeout = new HttpTimeoutException("The body took too long");
        timeout.initCause(cause);
        throw timeout;
      }
    }

    @Override
    public void close() throws IOException {
      end.complete(null);
      super.close();
    }

    private void closeQuietly() {
      try {
        in.close();
      } catch (IOException ignored) {
        // The reader learns of it by its own failure.
      }
    }
  }
}
