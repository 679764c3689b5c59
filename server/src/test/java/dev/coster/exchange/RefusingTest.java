package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static dev.coster.exchange.ExchangeWorld.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.exchange.Requests.Draft;
import dev.coster.platform.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One user or asset that Apple does not like takes nobody else down. */
final class RefusingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ASSOCIATE = "/assets/associate";

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");

  @BeforeEach
  void start() {
    world.run(node);
  }

  @Test
  void onlyTheNamedUserIsRefusedAndTheRestIsAskedForAtOnce() {
    refuse(ASSOCIATE, 9609, "\"clientUserIds\":[\"apple40\"]");
    UUID id = world.record(node, world.associate(only(1, 2), only(5, 40, 41)));
    world.run(node);
    Request refused = world.find(node, id);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.errorNumber()).isEqualTo(9609);
    assertThat(rectangle(refused)).isEqualTo("[1, 2] x [40]");
    assertThat(open()).containsExactly("ACCEPTED [1, 2] x [5, 41]");
    assertThat(world.listener.told).containsExactly("refused SETTLED 9609");
    assertThat(node.requests().reserved(world.location)).containsEntry(1, 2L).containsEntry(2, 2L);
  }

  @Test
  void anAssetThatIsNotForDevicesIsRefusedForTheDevicesOnly() {
    refuse(ASSOCIATE, 9707, "\"assets\":[{\"adamId\":\"adam1\",\"pricingParam\":\"STDQ\"}]");
    UUID id = world.record(node, world.associate(only(1, 2), only(5, 40)));
    world.run(node);
    assertThat(rectangle(world.find(node, id))).isEqualTo("[1] x [5]");
    assertThat(open()).containsExactly("ACCEPTED [2] x [5, 40]", "ACCEPTED [1] x [40]");
  }

  @Test
  void anAssetThatCannotBeTakenBackIsRefusedForAll() {
    refuse("/assets/disassociate", 9706, "\"assets\":[{\"adamId\":\"adam2\"}]");
    UUID id =
        world.record(
            node, world.draft(world.job(), Operation.DISASSOCIATE, only(1, 2, 3), only(5, 40)));
    world.run(node);
    assertThat(rectangle(world.find(node, id))).isEqualTo("[2] x [5, 40]");
    assertThat(open()).containsExactly("ACCEPTED [1, 3] x [5, 40]");
  }

  @Test
  void ofUsersTheNamedOneIsRefusedAndTheOthersKeepTheirFields() {
    refuse("/users/update", 9609, "\"clientUserIds\":[\"apple41\"]");
    List<Request.UserFields> users = List.of(user("apple40"), user("apple41"), user("apple42"));
    UUID id =
        world.record(
            node,
            new Draft(
                world.location,
                null,
                Operation.UPDATE,
                Lane.BULK,
                only(),
                only(40, 41, 42),
                users));
    world.run(node);
    assertThat(world.find(node, id).users()).containsExactly(user("apple41"));
    assertThat(open()).containsExactly("ACCEPTED [] x [40, 42]");
    assertThat(world.apple.posted.getLast())
        .contains("apple40", "apple42@example.org")
        .doesNotContain("apple41");
  }

  @Test
  void whereNobodyIsNamedTheRequestIsHalvedUntilTheCulpritStandsAlone() {
    for (int i = 0; i < 20; i++) {
      world.apple.next(ASSOCIATE, refusing("apple36", 9609));
    }
    world.record(node, world.associate(only(1), only(1, 2, 31, 32, 33, 34, 35, 36, 37, 38)));
    settleAccepted();
    assertThat(settled(Outcome.REFUSED)).containsExactly("[1] x [36]");
    assertThat(settled(Outcome.COMPLETE))
        .containsExactlyInAnyOrder(
            "[1] x [1, 2]", "[1] x [31, 32, 33, 34]", "[1] x [35]", "[1] x [37, 38]");
    assertThat(world.listener.told).contains("refused SETTLED 9609");
  }

  @Test
  void anAssetThatNobodyNamesIsFoundByHalvingToo() {
    for (int i = 0; i < 20; i++) {
      world.apple.next(ASSOCIATE, refusing("\"adam3\"", 9707));
    }
    world.record(node, world.associate(range(1, 4), only(5, 6)));
    settleAccepted();
    assertThat(settled(Outcome.REFUSED)).containsExactly("[3] x [5, 6]");
    assertThat(settled(Outcome.COMPLETE))
        .containsExactlyInAnyOrder("[1, 2] x [5, 6]", "[4] x [5, 6]");
  }

  @Test
  void whoIsNamedButNotPartOfTheRequestChangesNothing() {
    refuse(ASSOCIATE, 9609, "\"clientUserIds\":[\"stranger\"]");
    UUID id = world.record(node, world.associate(only(1), only(40)));
    world.run(node);
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(open()).isEmpty();
  }

  @Test
  void nothingOfACanceledJobIsAskedForAnew() {
    UUID job = world.job();
    world.apple.next(
        ASSOCIATE,
        call -> {
          world.jdbc.sql("update job set cancel_requested = true").update();
          return error(9609, "\"clientUserIds\":[\"apple40\"]").apply(call);
        });
    UUID id = world.record(node, world.draft(job, Operation.ASSOCIATE, only(1), only(40, 41)));
    world.run(node);
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.WITHDRAWN);
    assertThat(open()).isEmpty();
    assertThat(world.listener.told).containsExactly("withdrawn SETTLED");
  }

  private static Request.UserFields user(String id) {
    return new Request.UserFields(id, id + "@example.org", null);
  }

  private void refuse(String path, int number, String info) {
    world.apple.next(path, error(number, info));
  }

  private static Function<HttpCall, HttpAnswer> error(int number, String info) {
    return ScriptedApple.answer(
        400,
        "{\"errorNumber\":%d,\"errorMessage\":\"no\",\"errorInfo\":{%s}}".formatted(number, info));
  }

  /** Refuses what contains the text, without a name. */
  private Function<HttpCall, HttpAnswer> refusing(String text, int number) {
    return call -> {
      String body = new String(call.body().orElseThrow(), StandardCharsets.UTF_8);
      return body.contains(text)
          ? ScriptedApple.error(400, number).apply(call)
          : world.apple.status("\"eventId\":\"e" + body.hashCode() + "\"").apply(call);
    };
  }

  /** Runs, and lets Apple's events end, so that the window never fills. */
  private void settleAccepted() {
    for (int i = 0; i < 20; i++) {
      world.run(node, Duration.ofSeconds(2));
      world
          .jdbc
          .sql(
              """
              update request set state = 'SETTLED', outcome = 'COMPLETE', settled_at = accepted_at
              where state = 'ACCEPTED'
              """)
          .update();
    }
    assertThat(open()).isEmpty();
  }

  private List<String> settled(Outcome outcome) {
    return world
        .jdbc
        .sql("select " + RequestRows.COLUMNS + " from request r where r.outcome = :outcome")
        .param("outcome", outcome.name())
        .query(RequestRows::map)
        .list()
        .stream()
        .map(RefusingTest::rectangle)
        .toList();
  }

  private List<String> open() {
    return node.requests().open(world.location).stream()
        .map(request -> request.state() + " " + rectangle(request))
        .toList();
  }

  private static String rectangle(Request request) {
    return Arrays.toString(request.assetIds()) + " x " + Arrays.toString(request.holderIds());
  }
}
