package dev.coster.simulator;

/**
 * Apple's error numbers that the simulated service can give, each with the HTTP status that Apple
 * documents.
 *
 * @see <a
 *     href="https://developer.apple.com/documentation/devicemanagement/handling-error-responses">Apple's
 *     list</a>
 */
enum AppleError {
  LOGIN_REQUIRED(9601, 401, "Login required."),
  INVALID_ARGUMENT(9602, 400, "Invalid argument."),
  INTERNAL_ERROR(9603, 500, "Internal error."),
  USER_NOT_FOUND(9609, 400, "Registered user not found."),
  ALREADY_ASSIGNED(9616, 400, "License already assigned."),
  ALREADY_RETIRED(9618, 400, "User already retired."),
  NOT_ASSIGNED(9619, 400, "License not associated."),
  TOKEN_EXPIRED(9621, 401, "The server token has expired."),
  TOKEN_UNKNOWN(9622, 401, "Invalid authentication token."),
  TOKEN_REVOKED(9625, 401, "The server has revoked the sToken."),
  NO_LONGER_AVAILABLE(9634, 410, "This service is no longer available."),
  ACCOUNT_NOT_USABLE(9635, 400, "The Apple Account can't be associated with the registered user."),
  NOT_ALLOWED(9637, 403, "Operation not allowed for this account."),
  ACCOUNT_TAKEN(9641, 400, "The Apple Account is already associated with a registered user."),
  MAINTENANCE(9644, 503, "The service is in maintenance mode."),
  MANAGED_BY_APPLE(9645, 403, "The location is managed by Apple's device management."),
  TOO_MANY_REQUESTS(9646, 429, "There are too many requests for the organization."),
  LEGACY_TOKEN(9647, 403, "The operation isn't supported for legacy tokens."),
  PAGE_OUT_OF_RANGE(9650, 400, "The page index is out of range."),
  TOO_MANY_ASSETS(9700, 400, "Too many assets in the request."),
  TOO_MANY_CLIENT_USER_IDS(9701, 400, "Too many client user IDs in the request."),
  TOO_MANY_SERIAL_NUMBERS(9702, 400, "Too many serial numbers in the request."),
  DUPLICATE_ASSETS(9703, 400, "The request contains duplicate assets."),
  DUPLICATE_CLIENT_USER_IDS(9704, 400, "The request contains duplicate client user IDs."),
  DUPLICATE_SERIAL_NUMBERS(9705, 400, "The request contains duplicate serial numbers."),
  NOT_REVOCABLE(9706, 400, "The assets aren't revocable."),
  NOT_DEVICE_ASSIGNABLE(9707, 400, "The assets aren't device assignable."),
  UNKNOWN_EVENT(9708, 400, "Invalid event ID."),
  NOT_ENOUGH_LICENSES(9709, 400, "There aren't enough licenses."),
  URL_AND_TOKEN_TOGETHER(9710, 400, "A notification URL and token must be provided together."),
  NOTIFICATION_SETTING_TOO_LONG(9711, 400, "The notification URL or token is too long."),
  NOTIFICATION_URL_INVALID(9712, 400, "The notification URL is invalid or isn't HTTPS."),
  METADATA_TOO_LONG(9713, 400, "The MDM metadata is too long."),
  TOO_MANY_USERS(9714, 400, "Too many users in the request."),
  DUPLICATE_USERS(9715, 400, "The request contains duplicate users."),
  USER_EXISTS(9716, 400, "An active user with this client user ID already exists."),
  INVALID_EMAIL(9717, 400, "Invalid email."),
  NO_ASSETS(9718, 400, "The request must contain at least one asset."),
  NO_TARGETS(9719, 400, "The request must contain at least one user or device."),
  NO_USERS(9720, 400, "The request must contain at least one user."),
  INVALID_VERSION(9721, 400, "Invalid version ID."),
  MALFORMED_AUTHORIZATION(9722, 401, "The Authorization header must be 'Bearer {sToken}'."),
  MDM_INFO_INCOMPLETE(9723, 400, "The MDM info must contain name, ID and metadata."),
  MDM_ID_TOO_LONG(9724, 400, "The MDM ID is too long."),
  MDM_NAME_TOO_LONG(9725, 400, "The MDM name is too long."),
  WRONG_METHOD(9726, 405, "The HTTP method isn't supported for this endpoint."),
  WRONG_CONTENT_TYPE(9727, 415, "The content type must be application/json."),
  NOTIFICATION_URL_UNREACHABLE(9728, 400, "The notification URL is unreachable."),
  UNAVAILABLE(9729, 503, "The service is temporarily unavailable.");

  final int number;
  final int status;
  final String message;

  AppleError(int number, int status, String message) {
    this.number = number;
    this.status = status;
    this.message = message;
  }
}
