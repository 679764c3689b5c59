package dev.coster.simulation;

import dev.coster.simulator.AssetKey;
import dev.coster.simulator.AssetSpec;
import dev.coster.simulator.LocationSpec;
import dev.coster.simulator.MdmInfo;
import dev.coster.simulator.Portal;
import dev.coster.simulator.PortalRefusal;
import dev.coster.simulator.StoreItem;
import dev.coster.simulator.TokenKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** What people and other servers do at Apple. */
final class AppleSide {
  private static final List<TokenKind> KINDS = List.of(TokenKind.values());

  private final World world;
  private final OurSide here;
  private final Random random;
  private final Portal portal;
  private final List<AssetSpec> specs = new ArrayList<>();
  private int strangers;

  AppleSide(World world, OurSide here) {
    this.world = world;
    this.here = here;
    this.random = world.random;
    this.portal = world.apple.portal();
  }

  /** Makes the organization, with what another server did before. */
  void found() {
    String organization = portal.createOrganization("School", "school.test");
    int locations = random.nextInt(3) == 0 ? 3 : 2;
    catalog();
    for (int i = 1; i <= locations; i++) {
      String uId = portal.createLocation(organization, LocationSpec.school("Location " + i, "US"));
      specs.forEach(spec -> portal.addAsset(uId, spec));
      for (int user = 0; user < 3; user++) {
        register(uId);
      }
      for (int given = 0; given < 6; given++) {
        otherServer(uId);
      }
    }
  }

  private void catalog() {
    specs.add(AssetSpec.app("1001", 1 + random.nextInt(6)));
    specs.add(AssetSpec.app("1002", 8 + random.nextInt(25)));
    specs.add(AssetSpec.app("1003", 60 + random.nextInt(60)));
    specs.add(AssetSpec.app("1004", random.nextInt(3)));
    specs.add(AssetSpec.freeApp("1005"));
    specs.add(AssetSpec.userOnlyApp("1006", 5));
    specs.add(AssetSpec.book("1007", "STDQ", 6));
    specs.add(AssetSpec.book("1007", "PLUS", 3));
    for (AssetSpec spec : specs.subList(0, 6)) {
      portal.publish(
          new StoreItem(
              spec.adamId(),
              "App " + spec.adamId(),
              "Maker",
              "test.app" + spec.adamId(),
              "iosSoftware",
              List.of("ipad"),
              List.of("Education"),
              "1.0",
              0,
              false,
              List.of()));
    }
  }

  String anyUId() {
    List<String> uIds = portal.uIds();
    return uIds.get(random.nextInt(uIds.size()));
  }

  /** Somebody hands a fresh token of each location in. */
  void handAllIn() {
    portal.uIds().forEach(this::handIn);
  }

  void handIn(String uId) {
    here.handIn(uId, portal.issueToken(uId, TokenKind.FULL));
  }

  /** A token that may only read, or is of the old kind, or one more good one. */
  void handInOther() {
    String uId = anyUId();
    TokenKind kind = KINDS.get(random.nextInt(KINDS.size()));
    world.trail.add("somebody hands in a %s token of %s", kind, uId);
    here.handIn(uId, portal.issueToken(uId, kind));
    if (kind != TokenKind.FULL) {
      world.after(Duration.ofSeconds(20 + random.nextInt(200)), () -> handIn(uId));
    }
  }

  void otherServer(String uId) {
    AssetSpec spec = specs.get(random.nextInt(specs.size()));
    AssetKey asset = key(spec);
    List<String> serials = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (spec.deviceAssignable() && random.nextInt(3) > 0) {
        serials.add(serial());
      } else {
        users(uId, "").stream()
            .skip(random.nextInt(3))
            .findFirst()
            .map(user -> user.path("clientUserId").asString())
            .ifPresent(users::add);
      }
    }
    boolean give = world.alive() == 0 || random.nextBoolean();
    world.trail.add("another server %s %s: %s %s", give ? "gives" : "takes", asset, serials, users);
    attempt(() -> {
      if (give) {
        portal.assign(uId, asset, users, serials);
      } else {
        portal.unassign(uId, asset, users, serials);
      }
    });
  }

  /** Another server takes one of the assignments that there are. */
  void takeOne() {
    String uId = anyUId();
    List<JsonNode> all =
        location(uId).path("assignments").valueStream().filter(one -> !one.has("retired")).toList();
    if (!all.isEmpty()) {
      JsonNode one = all.get(random.nextInt(all.size()));
      world.trail.add("another server takes %s", one);
      AssetKey asset =
          new AssetKey(one.path("adamId").asString(), one.path("pricingParam").asString());
      attempt(() ->
          portal.unassign(uId, asset, texts(one, "clientUserId"), texts(one, "serialNumber")));
    }
  }

  private static List<String> texts(JsonNode one, String name) {
    return one.has(name) ? List.of(one.path(name).asString()) : List.of();
  }

  private JsonNode location(String uId) {
    return Truth.of(world.apple)
        .dump()
        .path("locations")
        .valueStream()
        .filter(location -> location.path("uId").asString("").equals(uId))
        .findFirst()
        .orElseThrow();
  }

  /** Of a device of ours or of a stranger's, sometimes in small letters. */
  private String serial() {
    String serial =
        random.nextInt(4) == 0
            ? "STRANGER%d".formatted(random.nextInt(5))
            : "SIM%07d".formatted(1 + random.nextInt(OurSide.DEVICES));
    return random.nextInt(6) == 0 ? serial.toLowerCase(Locale.ROOT) : serial;
  }

  private List<JsonNode> users(String uId, String status) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode user : location(uId).path("users")) {
      String its = user.path("status").asString("");
      if (status.isEmpty() ? !its.equals("Retired") : its.equals(status)) {
        found.add(user);
      }
    }
    return found;
  }

  void register() {
    register(anyUId());
  }

  private void register(String uId) {
    attempt(() -> portal.registerUser(uId, "other-" + ++strangers, null));
  }

  /** Somebody whose id differs from another's in nothing but case. */
  void registerLookalike() {
    String uId = anyUId();
    users(uId, "").stream()
        .map(user -> user.path("clientUserId").asString().toUpperCase(Locale.ROOT))
        .skip(random.nextInt(5))
        .findFirst()
        .ifPresent(id -> {
          world.trail.add("another server registers %s", id);
          attempt(() -> portal.registerUser(uId, id, null));
        });
  }

  /** Apple's portal gives a location another name. */
  void rename() {
    String uId = anyUId();
    String name = "Renamed " + ++strangers;
    world.trail.add("%s is renamed %s", uId, name);
    portal.rename(uId, name);
  }

  /** A free asset comes that nobody had. */
  void addFree() {
    String uId = anyUId();
    String adamId = Integer.toString(2000 + ++strangers);
    world.trail.add("%s comes to %s", adamId, uId);
    attempt(() -> portal.addAsset(uId, AssetSpec.freeApp(adamId)));
  }

  void accept() {
    String uId = anyUId();
    List<JsonNode> waiting = users(uId, "Registered");
    if (!waiting.isEmpty()) {
      JsonNode user = waiting.get(random.nextInt(waiting.size()));
      String code = user.path("inviteCode").asString();
      String account = "account%d@home.test".formatted(++strangers);
      accept(user, code, account);
      if (random.nextInt(4) == 0) {
        accept(user, code, account);
      }
    }
  }

  private void accept(JsonNode user, String code, String account) {
    world.trail.add("%s accepts as %s", user.path("clientUserId").asString(), account);
    attempt(() -> {
      var _ = portal.accept(code, account);
    });
  }

  void retire() {
    String uId = anyUId();
    List<JsonNode> active = users(uId, "");
    if (!active.isEmpty()) {
      String user = active.get(random.nextInt(active.size())).path("clientUserId").asString();
      world.trail.add("another server retires %s", user);
      attempt(() -> portal.retireUser(uId, user));
    }
  }

  void purchase() {
    AssetKey asset = key(specs.get(random.nextInt(4)));
    String uId = anyUId();
    String other = anyUId();
    world.trail.add("a purchase of %s", asset);
    attempt(() -> {
      switch (random.nextInt(3)) {
        case 0 -> portal.buy(uId, asset, 1 + random.nextInt(10));
        case 1 -> portal.refund(uId, asset, 1 + random.nextInt(3));
        default -> portal.transfer(uId, other, asset, 1 + random.nextInt(3));
      }
    });
    world.purchases.tookElsewhere(
        uId + " " + asset.adamId() + " " + asset.pricingParam(), world.now());
  }

  void expire() {
    String uId = anyUId();
    world.trail.add("tokens of %s end", uId);
    int how = random.nextInt(3);
    portal
        .tokenIds(uId)
        .forEach(id -> {
          switch (how) {
            case 0 -> portal.revokeToken(id);
            case 1 -> portal.expireToken(id);
            default -> portal.changePassword(id);
          }
        });
    world.after(Duration.ofSeconds(random.nextInt(200)), () -> handIn(uId));
  }

  void claimElsewhere() {
    String uId = anyUId();
    world.trail.add("another server claims %s", uId);
    portal.claim(uId, new MdmInfo("other-mdm", "Other MDM", "other"));
    world.after(Duration.ofSeconds(60 + random.nextInt(400)), () -> here.takeOver(uId));
  }

  /** Apple's own device management has a location for a while. */
  void manageByApple() {
    String uId = anyUId();
    world.trail.add("Apple manages %s", uId);
    portal.setManagedByApple(uId, true);
    world.after(
        Duration.ofSeconds(60 + random.nextInt(200)),
        () -> {
          world.trail.add("Apple manages %s no more", uId);
          portal.setManagedByApple(uId, false);
        });
  }

  private static AssetKey key(AssetSpec spec) {
    return new AssetKey(spec.adamId(), spec.pricingParam());
  }

  /** Apple may find it impossible; what it changes is nobody's of ours. */
  private void attempt(Runnable wish) {
    world.look(History.Cause.OURS);
    try {
      wish.run();
    } catch (PortalRefusal refused) {
      world.trail.add("impossible: %s", refused.getMessage());
    }
    world.look(History.Cause.ELSEWHERE);
  }
}
