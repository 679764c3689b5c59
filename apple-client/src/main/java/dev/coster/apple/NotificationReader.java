package dev.coster.apple;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads the body of Apple's call. */
final class NotificationReader {

  private NotificationReader() {}

  static Optional<Notification> read(byte[] body) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      return Optional.empty();
    }
    String id = json.path("notificationId").stringValue(null);
    String type = json.path("notificationType").stringValue(null);
    String uId = json.path("uId").stringValue(null);
    JsonNode inner = json.path("notification");
    if (id == null || type == null || uId == null || !inner.isObject()) {
      return Optional.empty();
    }
    return Optional.of(new Notification(id, type, uId, content(type, inner), inner));
  }

  private static Notification.Content content(String type, JsonNode inner) {
    try {
      return switch (type) {
        case "TEST_NOTIFICATION" -> new Notification.Test();
        case "ASSET_COUNT" -> fields(inner).assetCount();
        case "ASSET_MANAGEMENT" -> fields(inner).assetManagement();
        case "USER_MANAGEMENT" -> fields(inner).userManagement();
        case "USER_ASSOCIATED" -> new Notification.UserAssociated(fields(inner).associatedUsers);
        default -> new Notification.Other();
      };
    } catch (ShapeException | JacksonException e) {
      return new Notification.Other();
    }
  }

  private static Fields fields(JsonNode inner) {
    Fields fields = new Fields();
    try (JsonParser json = Json.MAPPER.treeAsTokens(inner)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        Values.object(json, fields::take);
      }
    }
    return fields;
  }

  private static final class Fields {
    private @Nullable String adamId;
    private @Nullable String pricingParam;
    private @Nullable Integer countDelta;
    private @Nullable String eventId;
    private @Nullable String type;
    private @Nullable String result;
    private List<Assignment> assignments = List.of();
    private List<ResponseUser> users = List.of();
    private List<ResponseUser> associatedUsers = List.of();
    private @Nullable AppleError error;

    void take(String name, JsonParser json) {
      switch (name) {
        case "adamId" -> adamId = Values.text(json);
        case "pricingParam" -> pricingParam = Values.text(json);
        case "countDelta" -> countDelta = Values.integer(json);
        case "eventId" -> eventId = Values.text(json);
        case "type" -> type = Values.text(json);
        case "result" -> result = Values.text(json);
        case "assignments" ->
            assignments = Values.list(json, row -> Rows.assignment(row, Fields::skip));
        case "users" -> users = Values.list(json, row -> Rows.user(row, Fields::skip));
        case "associatedUsers" ->
            associatedUsers = Values.list(json, row -> Rows.user(row, Fields::skip));
        case "error" -> error = ErrorReader.read(json, text -> text);
        default -> json.skipChildren();
      }
    }

    private static void skip(String name, JsonParser json) {
      json.skipChildren();
    }

    Notification.Content assetCount() {
      if (countDelta == null) {
        throw new ShapeException("countDelta is missing");
      }
      AssetKey asset =
          new AssetKey(
              Values.required(adamId, "adamId"),
              pricingParam == null ? AssetKey.STDQ : pricingParam);
      return new Notification.AssetCount(asset, countDelta);
    }

    Notification.Content assetManagement() {
      return new Notification.AssetManagement(
          Values.required(eventId, "eventId"),
          Values.required(type, "type"),
          Notification.Result.of(result),
          List.copyOf(assignments),
          error);
    }

    Notification.Content userManagement() {
      return new Notification.UserManagement(
          Values.required(eventId, "eventId"),
          Values.required(type, "type"),
          Notification.Result.of(result),
          List.copyOf(users),
          error);
    }
  }
}
