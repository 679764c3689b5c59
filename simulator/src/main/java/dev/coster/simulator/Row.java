package dev.coster.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One element of a notification. */
sealed interface Row {
  void writeTo(JsonGenerator json);

  void addTo(ErrorInfo info, boolean withAssets);

  /** An assignment that was made, taken, or could not be. */
  record Assignment(
      @Nullable AssetKey asset, @Nullable String clientUserId, @Nullable String serial)
      implements Row {
    @Override
    public void writeTo(JsonGenerator json) {
      json.writeStartObject();
      if (asset != null) {
        json.writeStringProperty("adamId", asset.adamId());
        json.writeStringProperty("pricingParam", asset.pricingParam());
      }
      Json.optional(json, "clientUserId", clientUserId);
      Json.optional(json, "serialNumber", serial);
      json.writeEndObject();
    }

    @Override
    public void addTo(ErrorInfo info, boolean withAssets) {
      if (withAssets && asset != null) {
        info.assets.add(asset);
      }
      if (clientUserId != null) {
        info.clientUserIds.add(clientUserId);
      }
      if (serial != null) {
        info.serialNumbers.add(serial);
      }
    }
  }

  /** A user as it was right after the task. */
  record User(
      String clientUserId,
      @Nullable String email,
      @Nullable String idHash,
      @Nullable String inviteCode,
      @Nullable String status)
      implements Row {

    static User of(RegisteredUser user, boolean alwaysInviteCode) {
      boolean code = alwaysInviteCode || user.status == UserStatus.REGISTERED;
      return new User(
          user.clientUserId,
          user.email,
          user.idHash(),
          code ? user.inviteCode : null,
          user.status.wire);
    }

    @Override
    public void writeTo(JsonGenerator json) {
      json.writeStartObject();
      json.writeStringProperty("clientUserId", clientUserId);
      Json.optional(json, "email", email);
      Json.optional(json, "idHash", idHash);
      Json.optional(json, "inviteCode", inviteCode);
      Json.optional(json, "status", status);
      json.writeEndObject();
    }

    @Override
    public void addTo(ErrorInfo info, boolean withAssets) {
      info.clientUserIds.add(clientUserId);
    }
  }
}
