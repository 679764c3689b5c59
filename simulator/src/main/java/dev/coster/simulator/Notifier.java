package dev.coster.simulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes notifications and decides when each sets off, if at all. */
final class Notifier {
  private static final String UNLIMITED = "UNLIMITED_ASSET";
  static final List<String> TYPES =
      List.of(
          "ASSET_MANAGEMENT",
          "ASSET_COUNT",
          "USER_MANAGEMENT",
          "USER_ASSOCIATED",
          "SUBSCRIPTION_MANAGEMENT",
          "SUBSCRIPTION_COUNT",
          UNLIMITED);
  static final String TEST = "TEST_NOTIFICATION";

  private final World world;

  Notifier(World world) {
    this.world = world;
  }

  OutgoingNotification test(Location location, String url, String authToken) {
    return notification(location, TEST, url, authToken, json -> {});
  }

  /**
   * Tells what came of some tasks: successes and failures apart, at most a hundred elements each.
   */
  void tasksDone(Location location, Event event, Report report) {
    batches(location, event.type, event.eventId, report.successes, null);
    report.failures.forEach(
        (error, rows) -> batches(location, event.type, event.eventId, rows, error));
  }

  void countChanged(Location location, AssetKey asset, int delta) {
    send(
        location,
        "ASSET_COUNT",
        json -> {
          key(json, asset);
          json.writeNumberProperty("countDelta", delta);
        });
  }

  void renamed(Location location) {
    if (world.choices.subscribing().renameTold()) {
      dispatch(
          location,
          "LOCATION_RENAMED",
          json -> json.writeStringProperty("locationName", location.name));
    }
  }

  /** An asset without limit has come; Apple names this notification and tells nothing of it. */
  void unlimited(Location location, AssetKey asset) {
    switch (world.choices.subscribing().unlimitedAssets()) {
      case UNTOLD -> {}
      case ONE -> send(location, UNLIMITED, json -> key(json, asset));
      case LIST ->
          send(
              location,
              UNLIMITED,
              json -> {
                json.writeArrayPropertyStart("unlimitedAssets");
                json.writeStartObject();
                key(json, asset);
                json.writeEndObject();
                json.writeEndArray();
              });
    }
  }

  private static void key(JsonGenerator json, AssetKey asset) {
    json.writeStringProperty("adamId", asset.adamId());
    json.writeStringProperty("pricingParam", asset.pricingParam());
  }

  void userAssociated(Location location, RegisteredUser user) {
    boolean code = world.choices.reading().inviteCodeAlwaysShown();
    send(
        location,
        "USER_ASSOCIATED",
        json -> elements(json, "associatedUsers", List.of(Row.User.of(user, code))));
  }

  void freedByRetirement(
      Location location, RegisteredUser user, List<Asset> freed, @Nullable String retirement) {
    List<Row> rows =
        freed.stream()
            .<Row>map(asset -> new Row.Assignment(asset.key, user.clientUserId, null))
            .toList();
    switch (world.choices.subscribing().retiredAssets()) {
      case UNTOLD -> {}
      case REVOKED -> batches(location, EventType.REVOKE, world.newUuid(), rows, null);
      case DISASSOCIATED -> {
        String eventId = retirement == null ? world.newUuid() : retirement;
        batches(location, EventType.DISASSOCIATE, eventId, rows, null);
      }
    }
  }

  private void batches(
      Location location,
      EventType type,
      String eventId,
      List<? extends Row> rows,
      @Nullable AppleError error) {
    int most = Math.max(1, world.faults.notifications().elements());
    for (int start = 0; start < rows.size(); start += most) {
      List<? extends Row> part = rows.subList(start, Math.min(rows.size(), start + most));
      send(location, typeOf(type), json -> result(json, type, eventId, part, error));
    }
  }

  private static String typeOf(EventType type) {
    return switch (type) {
      case ASSOCIATE, DISASSOCIATE, REVOKE -> "ASSET_MANAGEMENT";
      case CREATE, UPDATE, RETIRE -> "USER_MANAGEMENT";
    };
  }

  private void result(
      JsonGenerator json,
      EventType type,
      String eventId,
      List<? extends Row> rows,
      @Nullable AppleError error) {
    boolean assets = typeOf(type).equals("ASSET_MANAGEMENT");
    boolean named = !assets && error != null && world.choices.subscribing().failedUsersInError();
    ErrorInfo info = ErrorInfo.none();
    if (named) {
      rows.forEach(row -> row.addTo(info, false));
    } else {
      elements(json, assets ? "assignments" : "users", rows);
    }
    if (error != null) {
      json.writeObjectPropertyStart("error");
      Json.error(json, error, info);
      json.writeEndObject();
    }
    json.writeStringProperty("eventId", eventId);
    json.writeStringProperty("result", error == null ? "SUCCESS" : "FAILURE");
    json.writeStringProperty("type", type.name());
  }

  private static void elements(JsonGenerator json, String name, List<? extends Row> rows) {
    json.writeArrayPropertyStart(name);
    rows.forEach(row -> row.writeTo(json));
    json.writeEndArray();
  }

  private void send(Location location, String type, Consumer<JsonGenerator> content) {
    if (location.subscription.wants(type)) {
      dispatch(location, type, content);
    }
  }

  private void dispatch(Location location, String type, Consumer<JsonGenerator> content) {
    String url = location.subscription.url();
    String authToken = location.subscription.authToken();
    if (url == null || authToken == null) {
      return;
    }
    OutgoingNotification notification = notification(location, type, url, authToken, content);
    Faults.Notifications faults = world.faults.notifications();
    if (world.chance(faults.lost())) {
      return;
    }
    world.agenda.at(departure(), () -> world.outbox.add(notification));
    if (world.chance(faults.doubled())) {
      world.agenda.at(departure(), () -> world.outbox.add(notification));
    }
  }

  private Instant departure() {
    Faults.Notifications faults = world.faults.notifications();
    Instant usual = world.now().plus(faults.delay().pick(world.luck));
    return world.chance(faults.late()) ? usual.plus(faults.lateBy().pick(world.luck)) : usual;
  }

  private OutgoingNotification notification(
      Location location,
      String type,
      String url,
      String authToken,
      Consumer<JsonGenerator> content) {
    String id = world.newUuid();
    String body =
        Json.object(json -> {
          json.writeStringProperty("notificationId", id);
          json.writeStringProperty("notificationType", type);
          json.writeObjectPropertyStart("notification");
          content.accept(json);
          json.writeEndObject();
          json.writeStringProperty("uId", location.uId);
        });
    return new OutgoingNotification(location.uId, id, type, url, authToken, body, 1);
  }
}
