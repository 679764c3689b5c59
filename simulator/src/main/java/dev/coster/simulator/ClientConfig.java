package dev.coster.simulator;

import dev.coster.simulator.Choices.Unsubscribing;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Shows and changes who manages a location and where its notifications go. */
final class ClientConfig {
  private final Caller caller;
  private final World world;
  private final Location location;
  private final BiFunction<Refusal, @Nullable Location, ServiceResponse> refused;

  ClientConfig(Caller caller, BiFunction<Refusal, @Nullable Location, ServiceResponse> refused) {
    this.caller = caller;
    this.world = caller.world();
    this.location = caller.location();
    this.refused = refused;
  }

  ServiceResponse show() {
    return ServiceResponse.json(200, Json.object(this::write));
  }

  /** Checks all first; with notification settings the change counts only after a delivered test. */
  Reply change(JsonNode body) {
    MdmInfo mdmInfo = mdmInfo(body);
    Subscription subscription = subscription(body);
    boolean told = body.has("notificationUrl") || body.has("notificationTypes");
    String url = subscription.url();
    String authToken = subscription.authToken();
    boolean test = told || world.choices.subscribing().testOnEveryChange();
    if (!test || url == null || authToken == null) {
      return new Reply.Now(apply(mdmInfo, subscription));
    }
    OutgoingNotification call = new Notifier(world).test(location, url, authToken);
    return new Reply.AfterTestCall(
        call,
        delivered ->
            delivered
                ? apply(mdmInfo, subscription)
                : refused.apply(new Refusal(AppleError.NOTIFICATION_URL_UNREACHABLE), location));
  }

  private ServiceResponse apply(@Nullable MdmInfo mdmInfo, Subscription subscription) {
    location.mdmInfo = mdmInfo;
    location.subscription = subscription;
    return show();
  }

  private @Nullable MdmInfo mdmInfo(JsonNode body) {
    JsonNode info = body.get("mdmInfo");
    if (info == null || info.isNull()) {
      return world.choices.subscribing().partialConfig() ? location.mdmInfo : null;
    }
    if (!info.isObject()) {
      throw new Refusal(AppleError.INVALID_ARGUMENT);
    }
    String id = Json.text(info, "id");
    String name = Json.text(info, "name");
    String metadata = Json.text(info, "metadata");
    if (id == null || name == null || metadata == null || id.isBlank() || name.isBlank()) {
      throw new Refusal(AppleError.MDM_INFO_INCOMPLETE);
    }
    atMost(id, world.limits.maxMdmIdLength(), AppleError.MDM_ID_TOO_LONG);
    atMost(name, world.limits.maxMdmNameLength(), AppleError.MDM_NAME_TOO_LONG);
    atMost(metadata, world.limits.maxMdmMetadataLength(), AppleError.METADATA_TOO_LONG);
    return new MdmInfo(id, name, metadata);
  }

  private Subscription subscription(JsonNode body) {
    String url = Json.text(body, "notificationUrl");
    String authToken = Json.text(body, "notificationAuthToken");
    if ((url == null) != (authToken == null)) {
      throw new Refusal(AppleError.URL_AND_TOKEN_TOGETHER);
    }
    Subscription old =
        world.choices.subscribing().partialConfig() ? location.subscription : Subscription.NONE;
    boolean byUrl = world.choices.subscribing().unsubscribing() == Unsubscribing.EMPTY_URL;
    Set<String> types = body.has("notificationTypes") ? types(body) : old.types();
    if (!byUrl && types.isEmpty() && body.has("notificationTypes")) {
      return Subscription.NONE;
    }
    if (url == null || authToken == null) {
      return new Subscription(old.url(), old.authToken(), types);
    }
    if (byUrl && url.isEmpty() && authToken.isEmpty()) {
      return Subscription.NONE;
    }
    int longest = world.limits.maxNotificationLength();
    atMost(url, longest, AppleError.NOTIFICATION_SETTING_TOO_LONG);
    atMost(authToken, longest, AppleError.NOTIFICATION_SETTING_TOO_LONG);
    checkUrl(url);
    return new Subscription(url, authToken, types);
  }

  private static Set<String> types(JsonNode body) {
    List<String> allowed = new ArrayList<>(Notifier.TYPES);
    allowed.add(Notifier.TEST);
    List<String> wanted = Json.texts(body, "notificationTypes");
    if (!allowed.containsAll(wanted)) {
      throw new Refusal(AppleError.INVALID_ARGUMENT);
    }
    return new LinkedHashSet<>(wanted);
  }

  /** HTTPS, and nothing but host and path. */
  private static void checkUrl(String text) {
    try {
      URI url = new URI(text);
      boolean plain = url.getQuery() == null && url.getFragment() == null;
      boolean hostOnly = url.getHost() != null && url.getUserInfo() == null;
      if ("https".equalsIgnoreCase(url.getScheme()) && plain && hostOnly) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new Refusal(AppleError.NOTIFICATION_URL_INVALID, ErrorInfo.none(), e);
    }
    throw new Refusal(AppleError.NOTIFICATION_URL_INVALID);
  }

  private static void atMost(String text, int longest, AppleError error) {
    if (text.length() > longest) {
      throw new Refusal(error);
    }
  }

  private void write(JsonGenerator json) {
    LocationSpec spec = location.spec;
    Subscription subscription = location.subscription;
    json.writeStringProperty("countryISO2ACode", spec.countryISO2ACode());
    json.writeStringProperty("defaultPlatform", spec.defaultPlatform());
    json.writeStringProperty("locationName", location.name);
    Json.optional(json, "notificationUrl", subscription.url());
    Json.optional(json, "notificationAuthToken", subscription.authToken());
    json.writeArrayPropertyStart("subscribedNotificationTypes");
    subscription.types().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("websiteURL", spec.websiteUrl());
    caller.writeCommonFields(json);
  }
}
