package dev.coster.apple;

import java.net.URI;

/**
 * An address of the store's lookup that is on the allow-list: the token's cookie may be sent there.
 * Made by {@link AppleAddresses#lookup} only.
 */
public final class LookupAddress {

  private final URI uri;

  LookupAddress(URI uri) {
    this.uri = uri;
  }

  /** The address without its query. */
  public URI uri() {
    return uri;
  }

  URI with(ContentMetadataQuery query) {
    return URI.create(uri + query.text());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
