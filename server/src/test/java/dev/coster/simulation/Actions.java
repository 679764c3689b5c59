package dev.coster.simulation;

import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.location.Locations;
import dev.coster.location.Locations.TokenFile;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import dev.coster.simulation.Mortality.Moment;
import dev.coster.simulator.AssetKey;
import dev.coster.simulator.AssetSpec;
import dev.coster.simulator.IssuedToken;
import dev.coster.simulator.LocationSpec;
import dev.coster.simulator.MdmInfo;
import dev.coster.simulator.Portal;
import dev.coster.simulator.PortalRefusal;
import dev.coster.simulator.TokenKind;
import dev.coster.sync.Sync;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people do, here and at Apple, drawn by chance. */
final class Actions {
  private static final int DEVICES = 15;
  private static final int PEOPLE = 10;

  private static final List<Moment> MOMENTS =
      List.of(Moment.BEFORE_CALL, Moment.AFTER_CALL, Moment.BEFORE_COMMIT, Moment.AFTER_COMMIT);

  private final World world;
  private final Random random;
  private final Portal portal;
  private final JdbcClient jdbc;
  private final List<AssetSpec> specs = new ArrayList<>();
  private int strangers;

  Actions(World world) {
    this.world = world;
    this.random = world.random;
    this.portal = world.apple.portal();
    this.jdbc = world.jdbc;
  }

  /** Makes the organization at Apple, with what another server did before. */
  void found() {
    String organization = portal.createOrganization("School", "school.test");
    int locations = random.nextInt(3) == 0 ? 3 : 2;
    catalog();
    for (int i = 1; i <= locations; i++) {
      String uId = portal.createLocation(organization, LocationSpec.school("Location " + i, "US"));
      specs.forEach(spec -> portal.addAsset(uId, spec));
      for (int user = 0; user < 3; user++) {
        attempt(() -> portal.registerUser(uId, "other-" + ++strangers, null));
      }
      for (int given = 0; given < 6; given++) {
        otherServer(uId);
      }
    }
    world.look();
  }

  private void catalog() {
    specs.add(AssetSpec.app("1001", 1 + random.nextInt(6)));
    specs.add(AssetSpec.app("1002", 5 + random.nextInt(10)));
    specs.add(AssetSpec.app("1003", 20 + random.nextInt(20)));
    specs.add(AssetSpec.app("1004", random.nextInt(3)));
    specs.add(AssetSpec.freeApp("1005"));
    specs.add(AssetSpec.userOnlyApp("1006", 5));
    specs.add(AssetSpec.book("1007", "STDQ", 6));
    specs.add(AssetSpec.book("1007", "PLUS", 3));
  }

  /** Makes devices and people here, and hands the tokens in. */
  void settleIn() {
    world.use(
        "devices and people",
        node ->
            node.transact(() -> {
              for (int i = 1; i <= DEVICES; i++) {
                String serial = "SIM%07d".formatted(i);
                int _ =
                    node.part(Devices.class)
                        .add(
                            new Devices.NewDevice(serial, null, null, null, null, null, null),
                            Actor.SYSTEM);
              }
              for (int i = 1; i <= PEOPLE; i++) {
                int _ =
                    node.part(People.class)
                        .add(
                            new People.NewPerson(
                                "Person " + i, "p%d@school.test".formatted(i), null, null, null),
                            Actor.SYSTEM);
              }
            }));
    portal.uIds().forEach(this::handIn);
  }

  /** Hands in a fresh token of a location, as a new one or to renew. */
  void handIn(String uId) {
    IssuedToken token = portal.issueToken(uId, TokenKind.FULL);
    world.wire.knows(token.text(), uId);
    world.use(
        "hand in " + token.id(),
        node -> {
          Locations locations = node.part(Locations.class);
          OptionalInt renews = locations.idOf(uId);
          TokenFile file =
              new TokenFile(
                  "t.vpptoken", token.text().getBytes(StandardCharsets.UTF_8), null, null);
          asked(() -> node.transact(() -> locations.handIn(file, renews, Actor.SYSTEM)));
        });
  }

  /** One of the things that happen. */
  void any() {
    switch (random.nextInt(22)) {
      case 0, 1, 2, 3, 4, 5 -> distribute(Verb.GIVE);
      case 6, 7, 8 -> distribute(Verb.TAKE_BACK);
      case 9, 10 -> otherServer(anyUId());
      case 11 -> register();
      case 12 -> purchase();
      case 13 -> accept();
      case 14 -> expire();
      case 15 -> syncNow();
      case 16 -> claimElsewhere();
      case 17 -> crash(MOMENTS.get(random.nextInt(MOMENTS.size())));
      case 18 -> crash(MOMENTS.get(random.nextInt(MOMENTS.size())));
      case 19 -> crash(Moment.NEVER);
      case 20 -> secondNode();
      default -> registerElsewhere();
    }
  }

  private String anyUId() {
    List<String> uIds = portal.uIds();
    return uIds.get(random.nextInt(uIds.size()));
  }

  private void distribute(Verb verb) {
    List<Integer> locations = ids("select location_id from location order by 1");
    if (locations.isEmpty()) {
      return;
    }
    int location = locations.get(random.nextInt(locations.size()));
    int[] assets = some("select asset_id from location_asset where location_id = " + location, 3);
    int[] devices = some("select device_id from device", 8);
    int[] persons = random.nextInt(3) == 0 ? some("select person_id from person", 4) : new int[0];
    int[] holders =
        verb == Verb.TAKE_BACK
            ? some("select distinct holder_id from assignment where location_id = " + location, 4)
            : new int[0];
    if (assets.length == 0) {
      return;
    }
    Wish wish = new Wish(verb, location, assets, devices, persons, holders);
    boolean stale = random.nextInt(4) == 0;
    world.use(
        "preview " + verb,
        node ->
            asked(() -> {
              Preview plan =
                  node.part(Distribution.class).preview(wish, Visibility.ALL, Actor.SYSTEM);
              world.trail.add("plan %s with %s pairs", plan.planId(), plan.pairs());
              if (stale) {
                world.after(Duration.ofSeconds(random.nextInt(120)), () -> run(plan));
              } else {
                run(node, plan);
              }
            }));
  }

  private void run(Preview plan) {
    world.use("run " + plan.planId(), node -> asked(() -> run(node, plan)));
  }

  private static void run(Node node, Preview plan) {
    var _ =
        node.part(Distribution.class).run(plan.planId(), plan.hash(), Visibility.ALL, Actor.SYSTEM);
  }

  private void otherServer(String uId) {
    AssetSpec spec = specs.get(random.nextInt(specs.size()));
    AssetKey asset = new AssetKey(spec.adamId(), spec.pricingParam());
    List<String> serials = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (spec.deviceAssignable() && random.nextInt(3) > 0) {
        serials.add(
            random.nextInt(4) == 0
                ? "STRANGER%d".formatted(random.nextInt(5))
                : "SIM%07d".formatted(1 + random.nextInt(DEVICES)));
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
    world.look();
  }

  private List<JsonNode> users(String uId, String status) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode location : Truth.of(world.apple).dump().path("locations")) {
      if (location.path("uId").asString("").equals(uId)) {
        for (JsonNode user : location.path("users")) {
          String its = user.path("status").asString("");
          if (status.isEmpty() ? !its.equals("Retired") : its.equals(status)) {
            found.add(user);
          }
        }
      }
    }
    return found;
  }

  private void register() {
    int[] persons = some("select person_id from person", 4);
    List<Integer> locations = ids("select location_id from location order by 1");
    if (locations.isEmpty() || persons.length == 0) {
      return;
    }
    int location = locations.get(random.nextInt(locations.size()));
    world.use(
        "register",
        node ->
            asked(() ->
                node.transact(() -> {
                  var _ =
                      node.part(Registrations.class)
                          .registerByJob(Visibility.ALL, location, persons, Actor.SYSTEM);
                })));
  }

  private void registerElsewhere() {
    String uId = anyUId();
    attempt(() -> portal.registerUser(uId, "other-" + ++strangers, null));
  }

  private void accept() {
    String uId = anyUId();
    List<JsonNode> waiting = users(uId, "Registered");
    if (!waiting.isEmpty()) {
      JsonNode user = waiting.get(random.nextInt(waiting.size()));
      world.trail.add("%s accepts", user.path("clientUserId").asString());
      attempt(() ->
          portal.accept(
              user.path("inviteCode").asString(), "account%d@home.test".formatted(++strangers)));
      world.look();
    }
  }

  private void purchase() {
    AssetSpec spec = specs.get(random.nextInt(4));
    AssetKey asset = new AssetKey(spec.adamId(), spec.pricingParam());
    String uId = anyUId();
    world.trail.add("a purchase of %s", asset);
    attempt(() -> {
      switch (random.nextInt(3)) {
        case 0 -> portal.buy(uId, asset, 1 + random.nextInt(10));
        case 1 -> portal.refund(uId, asset, 1 + random.nextInt(3));
        default -> portal.transfer(uId, anyUId(), asset, 1 + random.nextInt(3));
      }
    });
  }

  private void expire() {
    String uId = anyUId();
    world.trail.add("tokens of %s end", uId);
    boolean revoked = random.nextBoolean();
    portal
        .tokenIds(uId)
        .forEach(id -> {
          if (revoked) {
            portal.revokeToken(id);
          } else {
            portal.expireToken(id);
          }
        });
    world.after(Duration.ofSeconds(random.nextInt(200)), () -> handIn(uId));
  }

  private void claimElsewhere() {
    String uId = anyUId();
    world.trail.add("another server claims %s", uId);
    portal.claim(uId, new MdmInfo("other-mdm", "Other MDM", "other"));
    world.after(Duration.ofSeconds(60 + random.nextInt(400)), () -> takeOver(uId));
  }

  /** Takes a location over, if we know that it is another's. */
  void takeOver(String uId) {
    world.use(
        "take over " + uId,
        node -> {
          Locations locations = node.part(Locations.class);
          OptionalInt id = locations.idOf(uId);
          if (id.isPresent()) {
            asked(() -> node.transact(() -> locations.takeOver(id.getAsInt(), Actor.SYSTEM)));
          }
        });
  }

  private void syncNow() {
    ids("select location_id from location order by 1").forEach(this::syncNow);
  }

  void syncNow(int location) {
    world.use(
        "sync " + location,
        node ->
            asked(() ->
                node.transact(() -> {
                  var _ = node.part(Sync.class).syncNow(location, Actor.SYSTEM);
                })));
  }

  private void crash(Moment moment) {
    if (world.alive() == 0) {
      return;
    }
    Node node = world.anyNode();
    if (moment == Moment.NEVER) {
      world.kill(node);
    } else if (!node.mortality.doomed()) {
      node.mortality.dieAt(moment, 1 + random.nextInt(25));
    }
  }

  private void secondNode() {
    if (world.alive() == 1) {
      world.start();
    }
  }

  private List<Integer> ids(String sql) {
    return jdbc.sql(sql).query(Integer.class).list();
  }

  private int[] some(String sql, int most) {
    List<Integer> all = new ArrayList<>(ids("select * from (" + sql + ") x order by 1"));
    java.util.Collections.shuffle(all, random);
    return all.stream().limit(1 + random.nextInt(most)).mapToInt(Integer::intValue).toArray();
  }

  /** The server may refuse what somebody wants. */
  private void asked(Runnable wish) {
    try {
      wish.run();
    } catch (Problem refused) {
      world.trail.add("refused: %s", refused.code());
    }
  }

  /** Apple may find it impossible. */
  private void attempt(Runnable wish) {
    try {
      wish.run();
    } catch (PortalRefusal refused) {
      world.trail.add("impossible: %s", refused.getMessage());
    }
  }
}
