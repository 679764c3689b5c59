package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads the rows of listings, each from its start to its end. */
final class Rows {

  private Rows() {}

  static ResponseAsset asset(JsonParser json, boolean unlimited, Values.FieldReader unknown) {
    AssetFields fields = new AssetFields(unknown);
    Values.object(json, fields::take);
    return fields.row(unlimited);
  }

  static Assignment assignment(JsonParser json, Values.FieldReader unknown) {
    HolderFields fields = new HolderFields(unknown);
    Values.object(json, fields::take);
    return fields.row();
  }

  static ResponseUser user(JsonParser json, Values.FieldReader unknown) {
    UserFields fields = new UserFields(unknown);
    Values.object(json, fields::take);
    return fields.row();
  }

  private static final class AssetFields {
    private final Values.FieldReader unknown;
    private @Nullable String adamId;
    private @Nullable String pricingParam;
    private @Nullable String productType;
    private @Nullable Integer assigned;
    private @Nullable Integer available;
    private @Nullable Integer retired;
    private @Nullable Integer total;
    private boolean deviceAssignable;
    private boolean revocable;
    private List<String> platforms = List.of();

    AssetFields(Values.FieldReader unknown) {
      this.unknown = unknown;
    }

    void take(String name, JsonParser json) {
      switch (name) {
        case "adamId" -> adamId = Values.text(json);
        case "pricingParam" -> pricingParam = Values.text(json);
        case "productType" -> productType = Values.text(json);
        case "assignedCount" -> assigned = Values.integer(json);
        case "availableCount" -> available = Values.integer(json);
        case "retiredCount" -> retired = Values.integer(json);
        case "totalCount" -> total = Values.integer(json);
        case "deviceAssignable" -> deviceAssignable = Values.isTrue(json);
        case "revocable" -> revocable = Values.isTrue(json);
        case "supportedPlatforms" -> platforms = Values.texts(json);
        default -> unknown.read(name, json);
      }
    }

    ResponseAsset row(boolean apart) {
      boolean unlimited = apart || (total != null && total == ResponseAsset.UNLIMITED_TOTAL);
      return new ResponseAsset(
          Values.required(adamId, "adamId"),
          pricingParam == null ? AssetKey.STDQ : pricingParam,
          productType,
          assigned,
          available,
          retired,
          total,
          deviceAssignable,
          revocable,
          unlimited,
          List.copyOf(platforms));
    }
  }

  private static final class HolderFields {
    private final Values.FieldReader unknown;
    private @Nullable String adamId;
    private @Nullable String pricingParam;
    private @Nullable String clientUserId;
    private @Nullable String serialNumber;
    private @Nullable String idHash;
    private @Nullable String userStatus;

    HolderFields(Values.FieldReader unknown) {
      this.unknown = unknown;
    }

    void take(String name, JsonParser json) {
      switch (name) {
        case "adamId" -> adamId = Values.text(json);
        case "pricingParam" -> pricingParam = Values.text(json);
        case "clientUserId" -> clientUserId = Values.text(json);
        case "serialNumber" -> serialNumber = Values.text(json);
        case "idHash" -> idHash = Values.text(json);
        case "userStatus" -> userStatus = Values.text(json);
        default -> unknown.read(name, json);
      }
    }

    Assignment row() {
      return new Assignment(
          Values.required(adamId, "adamId"),
          pricingParam == null ? AssetKey.STDQ : pricingParam,
          clientUserId,
          serialNumber,
          idHash,
          userStatus);
    }
  }

  private static final class UserFields {
    private final Values.FieldReader unknown;
    private @Nullable String clientUserId;
    private @Nullable String email;
    private @Nullable String idHash;
    private @Nullable String inviteCode;
    private @Nullable String status;

    UserFields(Values.FieldReader unknown) {
      this.unknown = unknown;
    }

    void take(String name, JsonParser json) {
      switch (name) {
        case "clientUserId" -> clientUserId = Values.text(json);
        case "email" -> email = Values.text(json);
        case "idHash" -> idHash = Values.text(json);
        case "inviteCode" -> inviteCode = Values.text(json);
        case "status" -> status = Values.text(json);
        default -> unknown.read(name, json);
      }
    }

    ResponseUser row() {
      return new ResponseUser(
          Values.required(clientUserId, "clientUserId"),
          email,
          idHash,
          inviteCode,
          status == null ? "" : status);
    }
  }
}
