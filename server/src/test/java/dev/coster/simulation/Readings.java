package dev.coster.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The listings that were read at Apple, seen on the wire: which can tell that something is absent,
 * and from when on.
 */
final class Readings {
  private final Map<Question, Running> running = new HashMap<>();
  private final List<Done> done = new ArrayList<>();

  /** What a listing was asked for. */
  record Question(
      String uId,
      String path,
      @Nullable String asset,
      @Nullable String user,
      @Nullable String serial) {

    static Question of(String uId, String path, Map<String, String> query) {
      return new Question(
          uId, path, query.get("adamId"), query.get("clientUserId"), query.get("serialNumber"));
    }

    /** Whether the pair, or the user, would be in the listing. */
    boolean covers(String where, Pair pair) {
      boolean users = path.equals("users");
      return uId.equals(where)
          && users == pair.asset().isEmpty()
          && (asset == null || pair.asset().startsWith(asset + " "))
          && (user == null || pair.holder().equals("U" + user))
          && (serial == null || pair.holder().equals("D" + serial));
    }
  }

  private record Running(Instant began, @Nullable String version) {}

  private record Done(Question question, Instant began) {}

  /** A page is asked for. */
  void asks(Question question, Map<String, String> query, Instant at) {
    if (query.getOrDefault("pageIndex", "0").equals("0")) {
      running.put(question, new Running(at, null));
    }
  }

  /** A page came. */
  void came(Question question, JsonNode page) {
    Running walk = running.get(question);
    if (walk == null || !page.has("versionId")) {
      return;
    }
    String version = page.path("versionId").asString();
    if (page.path("currentPageIndex").asInt(0) == 0) {
      walk = new Running(walk.began(), version);
      running.put(question, walk);
    }
    if (!page.has("nextPageIndex") && Objects.equals(walk.version(), version)) {
      done.add(new Done(question, walk.began()));
    }
  }

  /** Whether something that began later could tell that the pair is not there. */
  boolean tellOf(String uId, Pair pair, Instant after) {
    return done.stream()
        .anyMatch(one -> one.began().isAfter(after) && one.question().covers(uId, pair));
  }
}
