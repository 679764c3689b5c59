package dev.coster.catalog;

import dev.coster.apple.ContentMetadata;
import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Fetches icons: without any token, only from the store's image hosts (or the service's own host,
 * which a simulator uses), at most 256 KiB, only kinds of images that cannot carry script.
 */
final class IconFetch {
  private static final int MOST_BYTES = 256 << 10;
  private static final int PIXELS = 256;
  private static final List<String> STORES = List.of(".mzstatic.com", ".itunes.apple.com");

  private final Transport transport;
  private final URI base;

  IconFetch(Transport transport, URI base) {
    this.transport = transport;
    this.base = base;
  }

  /** The address of an icon, if it may be fetched. */
  Optional<URI> address(ContentMetadata.Artwork artwork) {
    try {
      URI uri = URI.create(artwork.url(PIXELS, "png"));
      return allowed(uri) ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private boolean allowed(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null) {
      return false;
    }
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (host.equalsIgnoreCase(base.getHost())) {
      return https || ("http".equalsIgnoreCase(uri.getScheme()) && "http".equals(base.getScheme()));
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return https && uri.getPort() == -1 && STORES.stream().anyMatch(lower::endsWith);
  }

  /** The icon; empty when it cannot be had, which does no harm. */
  Optional<Assets.Icon> fetch(URI address) {
    HttpCall call =
        HttpCall.get(address, List.of(HttpCall.Header.plain("Accept", "image/png, image/jpeg")));
    try (HttpAnswer answer = transport.exchange(call)) {
      byte[] bytes = answer.body().readNBytes(MOST_BYTES + 1);
      return answer.status() == 200 && bytes.length <= MOST_BYTES
          ? type(bytes).map(type -> new Assets.Icon(type, bytes))
          : Optional.empty();
    } catch (NoAnswerException | IOException unanswered) {
      return Optional.empty();
    }
  }

  /** By what the bytes are, not by what the answer calls them. */
  private static Optional<String> type(byte[] bytes) {
    if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of("image/png");
    }
    if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of("image/jpeg");
    }
    if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int offset, int... mark) {
    if (bytes.length < offset + mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[offset + i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
