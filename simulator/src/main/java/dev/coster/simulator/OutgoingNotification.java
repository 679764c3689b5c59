package dev.coster.simulator;

/**
 * A notification on its way to a management server.
 *
 * @param uId the location it speaks of
 * @param notificationId its id; the same at each attempt
 * @param type the kind of notification, in Apple's words
 * @param url where it goes
 * @param authToken the bearer token that goes with it
 * @param body the JSON
 * @param attempt 1 to 3
 */
public record OutgoingNotification(
    String uId,
    String notificationId,
    String type,
    String url,
    String authToken,
    String body,
    int attempt) {

  OutgoingNotification again() {
    return new OutgoingNotification(uId, notificationId, type, url, authToken, body, attempt + 1);
  }

  /** Without the secret and the body. */
  @Override
  public String toString() {
    return "OutgoingNotification[" + type + " " + notificationId + " attempt " + attempt + "]";
  }
}
