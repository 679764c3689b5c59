package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A location as Apple describes it. */
final class ClientConfigShape implements BodyShape<ClientConfig> {

  private final UnknownCollector unknown = new UnknownCollector();
  private @Nullable String locationName;
  private @Nullable String country;
  private @Nullable String platform;
  private @Nullable String website;
  private @Nullable String notificationUrl;
  private @Nullable Secret notificationAuthToken;
  private List<String> types = List.of();

  @Override
  public void take(String name, JsonParser json) {
    switch (name) {
      case "locationName" -> locationName = Values.text(json);
      case "countryISO2ACode" -> country = Values.text(json);
      case "defaultPlatform" -> platform = Values.text(json);
      case "websiteURL" -> website = Values.text(json);
      case "notificationUrl" -> notificationUrl = Values.text(json);
      case "notificationAuthToken" -> notificationAuthToken = secret(Values.text(json));
      case "subscribedNotificationTypes" -> types = Values.texts(json);
      default -> unknown.keep(name, json);
    }
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null || text.isEmpty() ? null : Secret.of(text);
  }

  @Override
  public ClientConfig finish(Envelope envelope) {
    return new ClientConfig(
        Values.required(envelope.uId(), "uId"),
        locationName,
        country,
        platform,
        website,
        envelope.mdmInfo(),
        notificationUrl,
        notificationAuthToken,
        types,
        envelope.tokenExpirationDate(),
        unknown.fields());
  }
}
