package dev.coster.apple;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to set at a location: <a
 * href="https://developer.apple.com/documentation/devicemanagement/clientconfigrequest">
 * ClientConfigRequest</a>. What is null is not sent.
 */
public record ClientConfigRequest(
    @Nullable MdmInfo mdmInfo, @Nullable Notifications notifications) {

  /**
   * Where Apple shall send notifications. While the request is in flight Apple calls the address
   * once; when that fails nothing is changed (9728).
   *
   * @param authToken what Apple shall send as bearer
   * @param types the complete set wanted
   */
  public record Notifications(URI url, Secret authToken, List<String> types) {
    public Notifications {
      types = RequestChecks.unique("notificationTypes", types);
    }
  }

  /** Says that this server manages the location; without notifications. */
  public static ClientConfigRequest claim(MdmInfo mdmInfo) {
    return new ClientConfigRequest(mdmInfo, null);
  }

  /** Says that this server manages the location and wants notifications. */
  public static ClientConfigRequest claim(MdmInfo mdmInfo, Notifications notifications) {
    return new ClientConfigRequest(mdmInfo, Objects.requireNonNull(notifications));
  }
}
