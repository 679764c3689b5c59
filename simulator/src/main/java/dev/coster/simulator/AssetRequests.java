package dev.coster.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Checks and accepts {@code assets/associate}, {@code assets/disassociate} and {@code
 * assets/revoke}.
 */
final class AssetRequests {
  private final Caller caller;
  private final World world;
  private final Location location;

  AssetRequests(Caller caller) {
    this.caller = caller;
    this.world = caller.world();
    this.location = caller.location();
  }

  String manage(EventType type, ServiceRequest request) {
    JsonNode body = Json.body(request.body());
    List<AssetKey> assets = assets(body);
    List<String> users = Json.texts(body, "clientUserIds");
    List<String> devices = serialNumbers(body);
    if (assets.isEmpty()) {
      throw new Refusal(AppleError.NO_ASSETS);
    }
    if (users.isEmpty() && devices.isEmpty()) {
      throw new Refusal(AppleError.NO_TARGETS);
    }
    checkDuplicates(assets, location.users.keys(users), devices);
    checkLimits(assets, users, devices);
    checkKinds(type, assets, devices);
    checkUsers(users);
    return accepted(new AssetWork(world, location, type, assets, users, devices));
  }

  String revoke(ServiceRequest request) {
    JsonNode body = Json.body(request.body());
    List<String> users = Json.texts(body, "clientUserIds");
    List<String> devices = serialNumbers(body);
    if (users.isEmpty() && devices.isEmpty()) {
      throw new Refusal(AppleError.NO_TARGETS);
    }
    checkDuplicates(List.of(), location.users.keys(users), devices);
    atMost(users, world.limits.maxRevokeClientUserIds(), AppleError.TOO_MANY_CLIENT_USER_IDS);
    atMost(devices, world.limits.maxRevokeSerialNumbers(), AppleError.TOO_MANY_SERIAL_NUMBERS);
    checkUsers(users);
    return accepted(new RevokeWork(location, users, devices));
  }

  private String accepted(Work work) {
    Event event = new EventQueue(world, location).accept(work);
    return Json.object(json -> {
      json.writeStringProperty("eventId", event.eventId);
      caller.writeCommonFields(json);
    });
  }

  private static List<AssetKey> assets(JsonNode body) {
    List<AssetKey> assets = new ArrayList<>();
    for (JsonNode element : Json.elements(body, "assets")) {
      String adamId = element.isObject() ? Json.text(element, "adamId") : null;
      if (adamId == null || adamId.isBlank()) {
        throw new Refusal(AppleError.INVALID_ARGUMENT);
      }
      String pricing = Json.text(element, "pricingParam");
      assets.add(new AssetKey(adamId, pricing == null ? AssetKey.STANDARD : pricing));
    }
    return assets;
  }

  private List<String> serialNumbers(JsonNode body) {
    return Json.texts(body, "serialNumbers").stream().map(world::asKept).toList();
  }

  private static void checkDuplicates(
      List<AssetKey> assets, List<String> users, List<String> devices) {
    Set<AssetKey> twiceAssets = twice(assets);
    if (!twiceAssets.isEmpty()) {
      throw new Refusal(AppleError.DUPLICATE_ASSETS, ErrorInfo.ofAssets(twiceAssets));
    }
    Set<String> twiceUsers = twice(users);
    if (!twiceUsers.isEmpty()) {
      throw new Refusal(AppleError.DUPLICATE_CLIENT_USER_IDS, ErrorInfo.ofUsers(twiceUsers));
    }
    Set<String> twiceDevices = twice(devices);
    if (!twiceDevices.isEmpty()) {
      throw new Refusal(AppleError.DUPLICATE_SERIAL_NUMBERS, ErrorInfo.ofDevices(twiceDevices));
    }
  }

  static <T> Set<T> twice(List<T> values) {
    Set<T> seen = new HashSet<>();
    Set<T> twice = new LinkedHashSet<>();
    for (T value : values) {
      if (!seen.add(value)) {
        twice.add(value);
      }
    }
    return twice;
  }

  private void checkLimits(List<AssetKey> assets, List<String> users, List<String> devices) {
    atMost(assets, world.limits.maxAssets(), AppleError.TOO_MANY_ASSETS);
    atMost(users, world.limits.maxClientUserIds(), AppleError.TOO_MANY_CLIENT_USER_IDS);
    atMost(devices, world.limits.maxSerialNumbers(), AppleError.TOO_MANY_SERIAL_NUMBERS);
  }

  private static void atMost(List<?> values, int most, AppleError error) {
    if (values.size() > most) {
      throw new Refusal(error);
    }
  }

  private void checkKinds(EventType type, List<AssetKey> assets, List<String> devices) {
    List<AssetKey> irrevocable = new ArrayList<>();
    List<AssetKey> notForDevices = new ArrayList<>();
    for (AssetKey key : assets) {
      Asset asset = location.library.find(key);
      if (asset != null && !asset.spec.revocable()) {
        irrevocable.add(key);
      }
      if (asset != null && !asset.spec.deviceAssignable()) {
        notForDevices.add(key);
      }
    }
    if (type == EventType.DISASSOCIATE && !irrevocable.isEmpty()) {
      throw new Refusal(AppleError.NOT_REVOCABLE, ErrorInfo.ofAssets(irrevocable));
    }
    if (!devices.isEmpty() && !notForDevices.isEmpty()) {
      throw new Refusal(AppleError.NOT_DEVICE_ASSIGNABLE, ErrorInfo.ofAssets(notForDevices));
    }
  }

  private void checkUsers(List<String> users) {
    if (!world.choices.writing().unknownUserRefusedAtOnce()) {
      return;
    }
    List<String> unknown =
        users.stream().filter(user -> location.users.active(user) == null).toList();
    if (!unknown.isEmpty()) {
      throw new Refusal(AppleError.USER_NOT_FOUND, ErrorInfo.ofUsers(unknown));
    }
  }
}
