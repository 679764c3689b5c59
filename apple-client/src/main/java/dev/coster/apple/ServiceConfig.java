package dev.coster.apple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What Apple publishes of its service: <a
 * href="https://developer.apple.com/documentation/devicemanagement/serviceconfigresponse">limits,
 * addresses, error numbers</a>. The sets of limits and addresses are open; to be read again every
 * five minutes.
 */
public record ServiceConfig(
    Map<String, Integer> limits,
    Map<String, String> urls,
    List<PublishedError> errorCodes,
    List<String> notificationTypes,
    UnknownFields unknown) {

  /** Unique assets per associate or disassociate. */
  public static final String MAX_ASSETS = "maxAssets";

  /** Unique users per associate or disassociate. */
  public static final String MAX_CLIENT_USER_IDS = "maxClientUserIds";

  /** Unique devices per associate or disassociate. */
  public static final String MAX_SERIAL_NUMBERS = "maxSerialNumbers";

  /** Users per revoke. */
  public static final String MAX_REVOKE_CLIENT_USER_IDS = "maxRevokeClientUserIds";

  /** Devices per revoke. */
  public static final String MAX_REVOKE_SERIAL_NUMBERS = "maxRevokeSerialNumbers";

  /** Users per create, update or retire. */
  public static final String MAX_USERS = "maxUsers";

  /** Requests per second and location; not always published. */
  public static final String MAX_REQUEST_PER_SECOND = "maxRequestPerSecond";

  public ServiceConfig {
    limits = Map.copyOf(limits);
    urls = Map.copyOf(urls);
    errorCodes = List.copyOf(errorCodes);
    notificationTypes = List.copyOf(notificationTypes);
  }

  /** A limit by Apple's name; empty when it is not published. */
  public OptionalInt limit(String name) {
    Integer limit = limits.get(name);
    return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** The store's lookup address, to be checked by {@link AppleAddresses#lookup}. */
  public Optional<String> contentMetadataLookup() {
    return Optional.ofNullable(urls.get("contentMetadataLookup"));
  }

  /** The template of invitations, to be filled by {@link AppleAddresses#invitation}. */
  public Optional<String> invitationEmail() {
    return Optional.ofNullable(urls.get("invitationEmail"));
  }

  /** An error number with the text that Apple publishes for it. */
  public record PublishedError(int errorNumber, String errorMessage) {}
}
