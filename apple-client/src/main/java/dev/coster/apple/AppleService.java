package dev.coster.apple;

import java.util.List;
import java.util.Optional;

/**
 * What Apple tells everybody: no token is sent. Thread-safe; repeats nothing; lives as long as its
 * transport.
 */
public final class AppleService {

  private final AppleAddresses addresses;
  private final Calls calls;

  public AppleService(Transport transport, AppleAddresses addresses) {
    this(transport, addresses, ClientSettings.DEFAULT);
  }

  public AppleService(Transport transport, AppleAddresses addresses, ClientSettings settings) {
    this.addresses = addresses;
    this.calls = new Calls(transport, settings, text -> text);
  }

  /**
   * Limits, addresses and error numbers: <a
   * href="https://developer.apple.com/documentation/devicemanagement/service-config">Get Service
   * Config</a>. To be read every five minutes.
   *
   * @throws NoAnswerException when there is no answer
   */
  public Reply<ServiceConfig> serviceConfig() {
    HttpCall call =
        HttpCall.get(
            addresses.operation(AppleOperation.SERVICE_CONFIG, ""), List.of(Headers.ACCEPT));
    return calls.make(AppleOperation.SERVICE_CONFIG, call, new ServiceConfigShape());
  }

  /**
   * What the store tells everybody of an app or book; empty when it knows nothing of the id, or
   * does not show it to strangers: <a
   * href="https://developer.apple.com/documentation/devicemanagement/getting-app-and-book-information-legacy">
   * Getting App and Book Information</a>.
   *
   * @throws NoAnswerException when there is no answer
   */
  public Reply<Optional<ContentMetadata>> contentMetadata(
      LookupAddress address, ContentMetadataQuery query) {
    HttpCall call = HttpCall.get(address.with(query), List.of(Headers.ACCEPT));
    return calls.make(AppleOperation.CONTENT_METADATA, call, new MetadataShape(query.adamId()));
  }
}
