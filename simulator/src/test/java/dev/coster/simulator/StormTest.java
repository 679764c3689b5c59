package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Random writes, purchases and invitations under all faults: the state is consistent at each
 * moment.
 */
final class StormTest {
  private static final int ASSETS = 8;
  private static final int HOLDERS = 30;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void leaveEverythingConsistent(long seed) {
    VirtualApple it = new VirtualApple(seed);
    it.apple.set(Faults.usual());
    Random random = new Random(seed);
    chooseAtRandom(it, random);
    stock(it);
    for (int step = 0; step < 400; step++) {
      write(it, random);
      portal(it, random);
      it.advance(Duration.ofMillis(random.nextInt(3000)));
      if (step % 20 == 0) {
        check(it.truth());
      }
    }
    it.runAll();
    check(it.truth());
    assertThat(walk(it)).isEqualTo(pairs(it.truth().get("locations").get(0)));
  }

  private static void chooseAtRandom(VirtualApple it, Random random) {
    List<String> shortages = List.of("FIRST_COME", "WHOLE_ASSET_FAILS", "WHOLE_EVENT_FAILS");
    it.choose(
        "{\"writing\":{\"shortage\":\"%s\",\"concurrentEvents\":%d},\"reading\":{\"unevenPages\":%b}}"
            .formatted(
                shortages.get(random.nextInt(3)), 1 + random.nextInt(4), random.nextBoolean()));
  }

  private static void stock(VirtualApple it) {
    for (int asset = 0; asset < ASSETS; asset++) {
      String adamId = Integer.toString(asset);
      boolean book = asset % 3 == 2;
      it.portal.addAsset(
          it.uId, book ? AssetSpec.book(adamId, "STDQ", 9) : AssetSpec.app(adamId, 12));
    }
  }

  private static void write(VirtualApple it, Random random) {
    String users = some(random, "u-");
    String path =
        List.of(
                "assets/associate",
                "assets/associate",
                "assets/disassociate",
                "assets/revoke",
                "users/create",
                "users/retire")
            .get(random.nextInt(6));
    if (path.startsWith("users")) {
      it.post(path, "{\"users\":[{\"clientUserId\":" + users.split(",", -1)[0] + "}]}");
      return;
    }
    boolean devices = random.nextBoolean();
    int asset = random.nextInt(ASSETS);
    it.post(
        path,
        "{\"assets\":[{\"adamId\":\"%d\"}],\"%s\":[%s]}"
            .formatted(
                asset,
                devices ? "serialNumbers" : "clientUserIds",
                devices ? some(random, "S") : users));
  }

  private static void portal(VirtualApple it, Random random) {
    AssetKey key = new AssetKey(Integer.toString(random.nextInt(ASSETS)), "STDQ");
    try {
      switch (random.nextInt(12)) {
        case 0 -> it.portal.buy(it.uId, key, 1 + random.nextInt(3));
        case 1 -> it.portal.refund(it.uId, key, 1 + random.nextInt(3));
        case 2 -> it.portal.assign(it.uId, key, List.of(), List.of("S" + random.nextInt(HOLDERS)));
        case 3, 4, 5 -> acceptOne(it, random);
        default -> {}
      }
    } catch (PortalRefusal impossible) {
      assertThat(impossible.getMessage()).isNotBlank();
    }
  }

  private static void acceptOne(VirtualApple it, Random random) {
    List<String> codes = new ArrayList<>();
    for (JsonNode user : it.truth().get("locations").get(0).get("users")) {
      if (user.get("status").asString().equals("Registered")) {
        codes.add(user.get("inviteCode").asString());
      }
    }
    if (!codes.isEmpty()) {
      String account = "a" + random.nextInt(HOLDERS) + "@example.com";
      it.portal.accept(codes.get(random.nextInt(codes.size())), account);
    }
  }

  private static String some(Random random, String prefix) {
    Set<String> names = new HashSet<>();
    for (int n = random.nextInt(6); n >= 0; n--) {
      names.add("\"" + prefix + random.nextInt(HOLDERS) + "\"");
    }
    return String.join(",", names);
  }

  private static void check(JsonNode truth) {
    for (JsonNode location : truth.get("locations")) {
      List<String> rows = new ArrayList<>();
      Map<String, Integer> held = new HashMap<>();
      for (JsonNode row : location.get("assignments")) {
        rows.add(row.toString());
        held.merge(row.get("adamId").asString(), 1, Integer::sum);
      }
      assertThat(rows).doesNotHaveDuplicates();
      for (JsonNode asset : location.get("assets")) {
        int assigned = asset.get("assigned").asInt();
        int retired = asset.get("retired").asInt();
        int available = asset.get("available").asInt();
        assertThat(asset.get("total").asInt()).isEqualTo(assigned + available + retired);
        assertThat(available).isNotNegative();
        assertThat(retired).isNotNegative();
        assertThat(held.getOrDefault(asset.get("adamId").asString(), 0)).isEqualTo(assigned);
      }
      checkUsers(location);
    }
  }

  private static void checkUsers(JsonNode location) {
    List<String> active = new ArrayList<>();
    for (JsonNode user : location.get("users")) {
      String status = user.get("status").asString();
      if (status.equals("Registered") || status.equals("Associated")) {
        active.add(user.get("clientUserId").asString());
      }
    }
    assertThat(active).doesNotHaveDuplicates();
    for (JsonNode row : location.get("assignments")) {
      if (row.has("clientUserId")) {
        assertThat(active).contains(row.get("clientUserId").asString());
      }
    }
  }

  /** What a patient client reads when nothing goes wrong any more. */
  private static Set<String> walk(VirtualApple it) {
    it.apple.set(Faults.none().merged("{\"pages\":{\"assignments\":7}}"));
    it.advance(Duration.ofMinutes(1));
    Set<String> seen = new HashSet<>();
    for (int next = 0; next >= 0; ) {
      JsonNode page = it.read("assignments?pageIndex=" + next);
      page.get("assignments").forEach(row -> assertThat(seen.add(row.toString())).isTrue());
      next = page.path("nextPageIndex").asInt(-1);
    }
    return seen;
  }

  private static Set<String> pairs(JsonNode location) {
    Set<String> pairs = new HashSet<>();
    location.get("assignments").forEach(row -> pairs.add(row.toString()));
    return pairs;
  }
}
