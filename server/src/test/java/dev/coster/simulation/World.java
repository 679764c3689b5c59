package dev.coster.simulation;

import dev.coster.exchange.ExchangeSettings;
import dev.coster.location.LocationNotices;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.simulator.OutgoingNotification;
import dev.coster.simulator.SimulatedApple;
import dev.coster.sync.Sync;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Apple, our nodes and their database under one clock. One thread does everything: of what is due
 * it picks by chance; when nothing is due, the clock jumps.
 */
final class World {
  private static final String APPLE = "https://apple.test";
  private static final int MOST_AT_ONE_INSTANT = 3_000;
  private static final int MOST_STEPS = 60_000;
  private static final int DEEPEST = 5;
  private static final Duration LATER = Duration.ofSeconds(1);

  final Random random;
  final SettableClock clock = new SettableClock();
  final Trail trail = new Trail(clock);
  final JdbcClient jdbc;
  final SimulatedApple apple;
  final History history = new History();
  final Purchases purchases = new Purchases();
  final Wire wire;
  final Rules rules;
  final Ledger ledger;
  final Coverage coverage;
  final Luck luck;
  private final Sendings sendings;
  private final Complaints complaints;
  private final int overlap;
  private final Node.Outside outside;
  private final List<Node> nodes = new ArrayList<>();
  private final PriorityQueue<Planned> agenda = new PriorityQueue<>();
  private Instant wakeupsAt = Instant.MIN;
  private int deep;

  /** Whose worker is doing something right now. */
  private @Nullable Node working;

  private double stalls;
  private int born;
  private int atThisInstant;
  private int steps;
  private long planned;

  private record Planned(Instant at, long order, Runnable what) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = at.compareTo(other.at);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  /** What all seeds share, safely. */
  record Shared(Complaints complaints, Coverage coverage) {}

  World(long seed, TestDatabase database, Shared shared) {
    this.random = new Random(seed);
    this.complaints = shared.complaints();
    this.coverage = shared.coverage();
    this.jdbc = database.jdbc();
    this.apple = new SimulatedApple(clock, seed, this::deliver);
    apple.setBaseUrl(APPLE);
    this.luck = new Luck(random, new Random(~seed));
    this.overlap = 1 + random.nextInt(4);
    Readings readings = new Readings();
    Sendings sendings = new Sendings(readings, user -> Truth.of(apple).retired().contains(user));
    Manners manners = new Manners(luck.publishedRate());
    this.wire = new Wire(jdbc, new Wire.Judges(sendings, readings, purchases, manners));
    this.rules = new Rules(jdbc, purchases);
    this.ledger = new Ledger(jdbc, sendings, history);
    this.sendings = sendings;
    this.outside =
        new Node.Outside(
            database.dataSource(), clock, config(), settings(random), random, this::mayPause);
  }

  private static CosterConfig config() {
    return new CosterConfig(
        TestDatabase.folder("simulation"),
        Optional.empty(),
        Optional.of(URI.create("https://coster.test")),
        Optional.empty(),
        0,
        "127.0.0.1",
        Optional.empty(),
        List.of(),
        URI.create(APPLE + "/mdm/v2"),
        TestDatabase.folder("simulation").resolve("secret.key"),
        List.of(),
        List.of());
  }

  /** Apple's waits; our own looks are rare, since whatever happens makes everybody look anyway. */
  private static ExchangeSettings settings(Random random) {
    ExchangeSettings standard = ExchangeSettings.standard(URI.create(APPLE + "/mdm/v2"));
    return new ExchangeSettings(
        standard.baseUrl(),
        standard.firstPollWithNotifications(),
        standard.firstPoll(),
        standard.pollEvery(),
        standard.resendAfter(),
        standard.lostGrace(),
        Duration.ofSeconds(random.nextBoolean() ? 90 : 240),
        Duration.ofSeconds(30),
        standard.serviceConfigEvery(),
        1 + random.nextInt(4),
        standard.inFlight(),
        standard.writesInFlight(),
        false);
  }

  /** From now on a node stands still with this chance while it waits for Apple. */
  void stalls(double chance) {
    stalls = chance;
  }

  Instant now() {
    return clock.instant();
  }

  /** Plans something for later. */
  void after(Duration wait, Runnable what) {
    agenda.add(new Planned(now().plus(wait), planned++, what));
  }

  /** Starts one more node. */
  void start() {
    String name = "node" + ++born;
    trail.add("%s starts", name);
    try {
      Node node = new Node(name, outside, one -> new SimulatedTransport(this, one));
      nodes.add(node);
      touch();
    } catch (Crash cannot) {
      throw new IllegalStateException(cannot);
    }
  }

  /** How much happened, in words. */
  String stats() {
    return "%d steps, %d requests, until %s"
        .formatted(steps, apple.requestsAfter(0, Integer.MAX_VALUE).size(), now());
  }

  int alive() {
    return nodes.size();
  }

  Node anyNode() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  /** The node is gone with all that it had in memory; another process starts a little later. */
  private void bury(Node node) {
    node.mortality.kill();
    if (nodes.remove(node)) {
      trail.add("%s died", node.name);
      coverage.add("died " + node.mortality.moment(), 1);
      new StoredQueue(jdbc).died(node.name, now());
      after(
          Duration.ofSeconds(2 + random.nextInt(60)),
          () -> {
            if (nodes.isEmpty()) {
              start();
            }
          });
    }
  }

  /** Stops a node here and now. */
  void kill(Node node) {
    bury(node);
  }

  /** Lets everything happen for so long. */
  void run(Duration span) {
    Instant until = now().plus(span);
    while (now().isBefore(until)) {
      step(until);
    }
  }

  /**
   * What happens while a node waits for Apple's answer: others go on, and so does the node itself
   * with further calls, as its threads would, unless this call lets nothing else go on.
   */
  void meanwhile(Node waiting, Duration delay, boolean alone) {
    boolean stall = random.nextDouble() < stalls;
    if (stall) {
      trail.add("%s stands still", waiting.name);
    }
    pass(waiting, stall ? delay.plusSeconds(random.nextInt(300)) : delay, alone || stall);
  }

  private void pass(Node waiting, Duration span, boolean alone) {
    Instant until = now().plus(span);
    if (deep >= DEEPEST) {
      clock.set(until);
      return;
    }
    deep++;
    waiting.calls++;
    waiting.alone += alone ? 1 : 0;
    try {
      while (now().isBefore(until)) {
        step(until);
      }
    } finally {
      deep--;
      waiting.calls--;
      waiting.alone -= alone ? 1 : 0;
    }
  }

  /**
   * Between two transactions a worker may stand still for so long, as in a pause for garbage, that
   * the leases of its node end meanwhile.
   */
  private void mayPause(Node node) {
    if (node == working
        && deep < DEEPEST
        && !node.mortality.dead()
        && random.nextDouble() < stalls / 10) {
      Duration lease = outside.settings().leaseFor();
      trail.add("%s pauses", node.name);
      coverage.add("a worker pauses", 1);
      pass(node, lease.plusSeconds(1 + random.nextInt(120)), true);
    }
  }

  private void step(Instant horizon) {
    List<Runnable> due = new ArrayList<>();
    Instant next = horizon;
    Instant apples = apple.nextDue().orElse(Instant.MAX);
    next = consider(apples, next, this::runApple, due);
    if (!agenda.isEmpty()) {
      next = consider(agenda.peek().at(), next, () -> agenda.remove().what().run(), due);
    }
    for (Node node : nodes) {
      if (node.calls < overlap && node.alone == 0) {
        next =
            consider(node.workerAt, next, () -> serve(node, "worker", () -> node.work(clock)), due);
      }
      next =
          consider(node.outboxAt, next, () -> serve(node, "outbox", () -> node.drain(now())), due);
      next =
          consider(
              node.inboxAt, next, () -> serve(node, "inbox", () -> node.readInbox(now())), due);
      next = consider(wakeupsAt, next, () -> serve(node, "wakeup", () -> node.wake(now())), due);
    }
    if (due.isEmpty()) {
      clock.set(next);
      atThisInstant = 0;
    } else {
      if (++steps > MOST_STEPS) {
        throw new Violation("It never ends");
      }
      if (++atThisInstant > MOST_AT_ONE_INSTANT) {
        throw new Violation("It goes round and round at " + now());
      }
      due.get(random.nextInt(due.size())).run();
    }
  }

  private Instant consider(Instant at, Instant next, Runnable what, List<Runnable> due) {
    if (!at.isAfter(now())) {
      due.add(what);
      return next;
    }
    return at.isBefore(next) ? at : next;
  }

  private void runApple() {
    apple.runDue();
    look(History.Cause.OURS);
  }

  /** Looks at what is so at Apple, before it changes again. */
  void look(History.Cause cause) {
    history.is(
        Truth.of(apple).assignments(),
        cause,
        now(),
        (pair, held) -> {
          boolean expected = cause == History.Cause.OURS && sendings.isBeingGiven(pair);
          if (held && !expected) {
            purchases.tookElsewhere(pair.substring(0, pair.lastIndexOf(' ')), now());
          }
        });
  }

  /** A node does something, and says whether it did; then everybody looks at it. */
  void serve(Node node, String what, BooleanSupplier work) {
    boolean changed = true;
    Node before = working;
    working = what.equals("worker") ? node : null;
    try {
      changed = work.getAsBoolean();
    } catch (Crash crash) {
      trail.add("%s: kill -9 in %s", node.name, what);
    } catch (RuntimeException failed) {
      if (!node.mortality.dead()) {
        throw failed;
      }
    }
    working = before;
    complaints
        .taken()
        .ifPresent(complaint -> {
          throw new Violation("the server complains: " + complaint);
        });
    if (node.mortality.dead()) {
      bury(node);
    }
    if (changed) {
      touch();
      rules.look(now());
    }
  }

  private void touch() {
    nodes.forEach(node -> node.touch(now(), random));
    wakeupsAt = new StoredQueue(jdbc).nextDue().orElse(Instant.MAX);
  }

  /** Somebody uses the server; nothing happens while no node is alive. */
  void use(String what, Consumer<Node> work) {
    if (nodes.isEmpty()) {
      after(LATER, () -> use(what, work));
      return;
    }
    Node node = anyNode();
    trail.add("%s: %s", node.name, what);
    serve(
        node,
        what,
        () -> {
          work.accept(node);
          return true;
        });
  }

  private boolean deliver(OutgoingNotification notification) {
    boolean taken = !nodes.isEmpty() && receive(anyNode(), notification);
    trail.add("%s %s", notification, taken ? "taken" : "not taken");
    return taken;
  }

  /** As the server's endpoint does. */
  private boolean receive(Node node, OutgoingNotification notification) {
    LocationNotices locations = node.part(LocationNotices.class);
    String url = notification.url();
    boolean taken = false;
    try {
      UUID claim = UUID.fromString(url.substring(url.lastIndexOf('/') + 1));
      OptionalInt location = locations.withClaim(claim);
      taken =
          location.isPresent()
              && locations.notificationSecretMatches(location.getAsInt(), notification.authToken())
              && node.part(Sync.class)
                  .receive(
                      location.getAsInt(), notification.body().getBytes(StandardCharsets.UTF_8))
                  .isPresent();
      // The others look by themselves every second: whoever took it may die of it.
      nodes.forEach(other -> other.lookInInbox(other == node ? now() : now().plus(LATER)));
      if (taken) {
        wire.told(notification.body());
      }
    } catch (Crash crash) {
      bury(node);
    }
    return taken;
  }
}
