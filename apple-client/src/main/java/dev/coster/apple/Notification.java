package dev.coster.apple;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Apple's call to us: <a
 * href="https://developer.apple.com/documentation/devicemanagement/subscribing-to-notifications">a
 * notification</a>. May come late, twice, out of order, or never; the order of things is not in it.
 * A hint to look, and no proof for the whole.
 *
 * @param notificationId the same when Apple repeats itself
 * @param notificationType as Apple writes it
 * @param content by type; {@link Other} when the type or its form is not known
 * @param raw the inner object as it came
 */
public record Notification(
    String notificationId, String notificationType, String uId, Content content, JsonNode raw) {

  /** Reads the body of Apple's call; empty when it is no notification. */
  public static Optional<Notification> parse(byte[] body) {
    return NotificationReader.read(body);
  }

  /** Names the type only: users' codes may be inside. */
  @Override
  public String toString() {
    return "Notification[" + notificationType + " " + notificationId + "]";
  }

  /** What a notification tells. */
  public sealed interface Content {}

  /** Whether what was asked for was done. */
  public enum Result {
    SUCCESS,
    FAILURE,
    /** A word nobody here knows. */
    UNKNOWN;

    static Result of(@Nullable String word) {
      return switch (word) {
        case "SUCCESS" -> SUCCESS;
        case "FAILURE" -> FAILURE;
        case null, default -> UNKNOWN;
      };
    }
  }

  /** Apple tries the address out. */
  public record Test() implements Content {}

  /** Licenses were bought, moved or refunded. */
  public record AssetCount(AssetKey asset, int countDelta) implements Content {}

  /**
   * Part of an event about assets, at most a hundred pairs.
   *
   * @param type ASSOCIATE, DISASSOCIATE or REVOKE, as Apple writes it
   * @param error of a failure
   */
  public record AssetManagement(
      String eventId,
      String type,
      Result result,
      List<Assignment> assignments,
      @Nullable AppleError error)
      implements Content {}

  /**
   * Part of an event about users, at most a hundred.
   *
   * @param type CREATE, UPDATE or RETIRE, as Apple writes it
   * @param error of a failure
   */
  public record UserManagement(
      String eventId,
      String type,
      Result result,
      List<ResponseUser> users,
      @Nullable AppleError error)
      implements Content {}

  /** People accepted their invitation. */
  public record UserAssociated(List<ResponseUser> associatedUsers) implements Content {}

  /** Something that this client does not know; see {@link Notification#raw}. */
  public record Other() implements Content {}
}
