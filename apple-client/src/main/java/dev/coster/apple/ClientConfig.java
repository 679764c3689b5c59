package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A location as Apple describes it: <a
 * href="https://developer.apple.com/documentation/devicemanagement/clientconfigresponse">
 * ClientConfigResponse</a>. Texts are as Apple writes them.
 *
 * @param uId identity of the library; several tokens may point to the same
 * @param locationName for people; neither unique nor constant
 * @param defaultPlatform {@code volumestore} (education) or {@code enterprisestore}
 * @param mdmInfo who manages the location; null when none is set
 * @param notificationAuthToken what Apple sends with notifications
 */
public record ClientConfig(
    String uId,
    @Nullable String locationName,
    @Nullable String countryISO2ACode,
    @Nullable String defaultPlatform,
    @Nullable String websiteURL,
    @Nullable MdmInfo mdmInfo,
    @Nullable String notificationUrl,
    @Nullable Secret notificationAuthToken,
    List<String> subscribedNotificationTypes,
    @Nullable String tokenExpirationDate,
    UnknownFields unknown) {

  public ClientConfig {
    subscribedNotificationTypes = List.copyOf(subscribedNotificationTypes);
  }
}
