package dev.coster.simulator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** The entities that an error concerns (Apple's {@code ResponseErrorInfo}). */
final class ErrorInfo {
  final Set<AssetKey> assets = new LinkedHashSet<>();
  final Set<String> clientUserIds = new LinkedHashSet<>();
  final Set<String> serialNumbers = new LinkedHashSet<>();

  static ErrorInfo none() {
    return new ErrorInfo();
  }

  static ErrorInfo ofAssets(Collection<AssetKey> keys) {
    ErrorInfo info = new ErrorInfo();
    info.assets.addAll(keys);
    return info;
  }

  static ErrorInfo ofUsers(Collection<String> ids) {
    ErrorInfo info = new ErrorInfo();
    info.clientUserIds.addAll(ids);
    return info;
  }

  static ErrorInfo ofDevices(Collection<String> serials) {
    ErrorInfo info = new ErrorInfo();
    info.serialNumbers.addAll(serials);
    return info;
  }

  void writeTo(JsonGenerator json) {
    if (assets.isEmpty() && clientUserIds.isEmpty() && serialNumbers.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("errorInfo");
    writeAssets(json);
    Json.strings(json, "clientUserIds", clientUserIds);
    Json.strings(json, "serialNumbers", serialNumbers);
    json.writeEndObject();
  }

  private void writeAssets(JsonGenerator json) {
    if (assets.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("assets");
    for (AssetKey asset : assets) {
      json.writeStartObject();
      json.writeStringProperty("adamId", asset.adamId());
      json.writeStringProperty("pricingParam", asset.pricingParam());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
