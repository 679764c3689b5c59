package dev.coster.simulator.http;

import dev.coster.simulator.AssetSpec;
import dev.coster.simulator.Faults;
import dev.coster.simulator.IssuedToken;
import dev.coster.simulator.LocationSpec;
import dev.coster.simulator.MdmInfo;
import dev.coster.simulator.Portal;
import dev.coster.simulator.PortalRefusal;
import dev.coster.simulator.SimulatedApple;
import dev.coster.simulator.StoreItem;
import dev.coster.simulator.TokenKind;
import dev.coster.simulator.sample.SampleSchool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** All routes of the control port, by {@code METHOD /path}. */
final class ControlRoutes {
  private static final Map<String, String> DONE = Map.of("status", "done");

  private final SimulatedApple apple;
  private final Portal portal;
  private final InstantSource clock;
  private final Consumer<Duration> advance;
  private final Map<String, Function<Command, Object>> routes = new LinkedHashMap<>();

  ControlRoutes(SimulatedApple apple, InstantSource clock, Consumer<Duration> advance) {
    this.apple = apple;
    this.portal = apple.portal();
    this.clock = clock;
    this.advance = advance;
    places();
    licenses();
    people();
    simulation();
  }

  Object run(String route, Command command) {
    Function<Command, Object> handler = routes.get(route);
    if (handler == null) {
      throw new PortalRefusal(404, "Known routes: " + String.join(", ", routes.keySet()));
    }
    return handler.apply(command);
  }

  private void places() {
    routes.put(
        "POST /organizations",
        it -> Map.of("id", portal.createOrganization(it.need("name"), it.need("domain"))));
    routes.put("POST /locations", this::createLocation);
    action("POST /locations/rename", it -> portal.rename(it.need("uId"), it.need("locationName")));
    routes.put("GET /locations", it -> Map.of("uIds", portal.uIds()));
    routes.put("POST /tokens", this::issueToken);
    routes.put("GET /tokens", it -> Map.of("ids", portal.tokenIds(it.need("uId"))));
    routes.put("GET /token", it -> shown(portal.token(it.need("id"))));
    action("POST /tokens/expire", it -> portal.expireToken(it.need("id")));
    action("POST /tokens/revoke", it -> portal.revokeToken(it.need("id")));
    action("POST /tokens/password", it -> portal.changePassword(it.need("id")));
    action(
        "POST /claim",
        it ->
            portal.claim(
                it.need("uId"),
                new MdmInfo(it.need("id"), it.need("name"), it.text("metadata", ""))));
    action(
        "POST /managed-by-apple",
        it -> portal.setManagedByApple(it.need("uId"), it.flag("managed", true)));
  }

  private void licenses() {
    action("POST /assets", it -> portal.addAsset(it.need("uId"), asset(it)));
    action("POST /products", it -> portal.publish(it.as(StoreItem.class)));
    action("POST /buy", it -> portal.buy(it.need("uId"), it.asset(), count(it)));
    action("POST /refund", it -> portal.refund(it.need("uId"), it.asset(), count(it)));
    action(
        "POST /transfer",
        it -> portal.transfer(it.need("from"), it.need("to"), it.asset(), count(it)));
    action(
        "POST /assign",
        it ->
            portal.assign(
                it.need("uId"), it.asset(), it.texts("clientUserIds"), it.texts("serialNumbers")));
    action(
        "POST /unassign",
        it ->
            portal.unassign(
                it.need("uId"), it.asset(), it.texts("clientUserIds"), it.texts("serialNumbers")));
  }

  private void people() {
    routes.put(
        "POST /users",
        it ->
            Map.of(
                "inviteCode",
                portal.registerUser(it.need("uId"), it.need("clientUserId"), it.text("email"))));
    action("POST /users/retire", it -> portal.retireUser(it.need("uId"), it.need("clientUserId")));
    routes.put(
        "POST /accept",
        it -> Map.of("clientUserId", portal.accept(it.need("inviteCode"), it.need("account"))));
    routes.put("GET /store", this::store);
  }

  private void simulation() {
    routes.put("GET /clock", it -> Map.of("now", clock.instant().toString()));
    routes.put("POST /clock", this::advance);
    routes.put("GET /faults", it -> apple.faults());
    routes.put("PUT /faults", this::changeFaults);
    routes.put("GET /choices", it -> apple.choices());
    routes.put("PUT /choices", this::changeChoices);
    routes.put("GET /limits", it -> apple.limits());
    routes.put("PUT /limits", this::changeLimits);
    routes.put(
        "GET /log",
        it -> apple.requestsAfter(it.number("after", 0), (int) it.number("limit", 1000)));
    routes.put("POST /reset", this::reset);
  }

  private void action(String route, Consumer<Command> action) {
    routes.put(
        route,
        command -> {
          action.accept(command);
          return DONE;
        });
  }

  private Object createLocation(Command it) {
    LocationSpec spec =
        new LocationSpec(
            it.need("locationName"),
            it.text("countryISO2ACode", "US"),
            it.text("defaultPlatform", "volumestore"),
            it.flag("managedByApple", false));
    return Map.of("uId", portal.createLocation(it.need("organization"), spec));
  }

  private Object issueToken(Command it) {
    TokenKind kind = TokenKind.valueOf(it.text("kind", "FULL").toUpperCase(Locale.ROOT));
    String expires = it.text("expires");
    return shown(
        expires == null
            ? portal.issueToken(it.need("uId"), kind)
            : portal.issueToken(it.need("uId"), kind, Instant.parse(expires)));
  }

  private static Map<String, String> shown(IssuedToken token) {
    return Map.of(
        "id", token.id(),
        "uId", token.uId(),
        "token", token.text(),
        "expires", token.expires().toString());
  }

  private static AssetSpec asset(Command it) {
    boolean book = it.text("productType", "App").equals("Book");
    List<String> platforms = it.texts("supportedPlatforms");
    return new AssetSpec(
        it.need("adamId"),
        it.text("pricingParam", "STDQ"),
        book ? "Book" : "App",
        it.flag("deviceAssignable", !book),
        it.flag("revocable", !book),
        platforms.isEmpty() ? List.of("iOS") : platforms,
        (int) it.number("licenses", 0),
        it.flag("unlimited", false));
  }

  private static int count(Command it) {
    return (int) it.number("count", 1);
  }

  private Object store(Command it) {
    String serial = it.text("serialNumber");
    return Map.of(
        "view",
        serial == null
            ? portal.storeForUser(it.need("adamId"), it.need("clientUserId"))
            : portal.storeForDevice(it.need("adamId"), serial));
  }

  private Object advance(Command it) {
    advance.accept(Duration.ofSeconds(it.number("advanceSeconds", 0)));
    return Map.of("now", clock.instant().toString());
  }

  /** Begins again; with the scenario {@code school} answers each location's token. */
  private Object reset(Command it) {
    long seed = it.number("seed", 1);
    apple.reset(seed);
    if (!it.text("scenario", "empty").equals("school")) {
      return DONE;
    }
    return SampleSchool.fill(apple, clock.instant(), seed).locations().stream()
        .map(location -> shown(location.token()))
        .toList();
  }

  private Object changeFaults(Command it) {
    apple.set(
        switch (it.text("preset", "")) {
          case "none" -> Faults.none();
          case "usual" -> Faults.usual();
          default -> apple.faults().merged(it.body);
        });
    return apple.faults();
  }

  private Object changeChoices(Command it) {
    apple.set(apple.choices().merged(it.body));
    return apple.choices();
  }

  private Object changeLimits(Command it) {
    apple.set(apple.limits().merged(it.body));
    return apple.limits();
  }
}
