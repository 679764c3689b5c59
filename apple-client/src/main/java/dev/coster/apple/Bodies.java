package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the bodies of writes. */
final class Bodies {

  private Bodies() {}

  static void manage(JsonGenerator json, ManageAssets request) {
    json.writeArrayPropertyStart("assets");
    for (AssetKey asset : request.assets()) {
      json.writeStartObject();
      json.writeStringProperty("adamId", asset.adamId());
      json.writeStringProperty("pricingParam", asset.pricingParam());
      json.writeEndObject();
    }
    json.writeEndArray();
    Json.texts(json, "clientUserIds", request.clientUserIds());
    Json.texts(json, "serialNumbers", request.serialNumbers());
  }

  static void revoke(JsonGenerator json, RevokeAssets request) {
    Json.texts(json, "clientUserIds", request.clientUserIds());
    Json.texts(json, "serialNumbers", request.serialNumbers());
  }

  static void users(JsonGenerator json, List<UserRequest> users) {
    json.writeArrayPropertyStart("users");
    for (UserRequest user : users) {
      json.writeStartObject();
      json.writeStringProperty("clientUserId", user.clientUserId());
      optional(json, "email", user.email());
      optional(json, "managedAppleId", user.managedAppleId());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void clientConfig(JsonGenerator json, ClientConfigRequest request) {
    MdmInfo mdmInfo = request.mdmInfo();
    if (mdmInfo != null) {
      json.writeObjectPropertyStart("mdmInfo");
      json.writeStringProperty("id", mdmInfo.id());
      json.writeStringProperty("name", mdmInfo.name());
      json.writeStringProperty("metadata", mdmInfo.metadata());
      json.writeEndObject();
    }
    ClientConfigRequest.Notifications notifications = request.notifications();
    if (notifications != null) {
      json.writeStringProperty("notificationUrl", notifications.url().toString());
      json.writeStringProperty("notificationAuthToken", notifications.authToken().reveal());
      json.writeArrayPropertyStart("notificationTypes");
      notifications.types().forEach(json::writeString);
      json.writeEndArray();
    }
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }
}
