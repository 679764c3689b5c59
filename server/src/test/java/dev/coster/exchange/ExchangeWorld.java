package dev.coster.exchange;

import dev.coster.exchange.Requests.Draft;
import dev.coster.location.Candidates;
import dev.coster.platform.Ids;
import dev.coster.platform.Instants;
import dev.coster.platform.Mishaps;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Everything that a test of the exchange needs: one location, some assets and devices. */
final class ExchangeWorld {
  static final URI BASE = URI.create("https://apple.example/mdm/v2");

  final SettableClock clock = new SettableClock();
  final ScriptedApple apple = new ScriptedApple();
  final FakeLocations locations = new FakeLocations();
  final Recorder listener = new Recorder();
  final FakeCandidates candidates = new FakeCandidates(clock);
  final List<TrafficSource> sources = new ArrayList<>();
  final List<String> mishapsSeen = new CopyOnWriteArrayList<>();
  final Mishaps mishaps = (where, _) -> mishapsSeen.add(where);
  final JdbcClient jdbc;
  final Transactions transactions;
  final Ids ids = new Ids(clock, new Random(1));
  final int location;
  final ExchangeSettings settings = ExchangeSettings.standard(BASE);

  /** Empty tables, a location, assets 1 to 30, devices 1 to 30 and people 31 to 60. */
  ExchangeWorld(TestDatabase database) {
    jdbc = database.jdbc();
    jdbc.sql("truncate location, asset, holder, job, location_lease, service_config cascade")
        .update();
    transactions = database.transactions();
    location = locations.add(jdbc, clock.instant());
    jdbc.sql(
            """
            insert into asset (asset_id, adam_id, pricing_param) overriding system value
            select n, 'adam' || n, 'STDQ' from generate_series(1, 30) n
            """)
        .update();
    jdbc.sql(
            """
            insert into holder (holder_id, kind, apple_id, created_at) overriding system value
            select n, case when n <= 30 then 'D' else 'U' end, 'apple' || n, :at
            from generate_series(1, 60) n
            """)
        .param("at", Instants.utc(clock.instant()))
        .update();
  }

  /** A node: its own memory over the same database. */
  Node node(String name) {
    ExchangeAssembly assembly =
        new ExchangeAssembly(transactions, jdbc, ids, clock, settings, () -> List.of(listener));
    return new Node(
        assembly.requests(),
        assembly.exchange(),
        assembly.workers(name, apple, locations, candidates, () -> sources, mishaps));
  }

  /** A node whose database is reached by another way. */
  Node node(String name, DataSource way) {
    Transactions its = new Transactions(new DataSourceTransactionManager(way));
    ExchangeAssembly assembly =
        new ExchangeAssembly(
            its, JdbcClient.create(way), ids, clock, settings, () -> List.of(listener));
    return new Node(
        assembly.requests(),
        assembly.exchange(),
        assembly.workers(name, apple, locations, candidates, () -> sources, mishaps));
  }

  /** A node's parts. */
  record Node(Requests requests, Exchange exchange, Workers workers) {}

  UUID job() {
    UUID job = ids.next();
    jdbc.sql(
            """
            insert into job (job_id, kind, title, state, actor_kind, actor_id, actor_name,
              created_at, updated_at)
            values (:id, 'test', 'Test', 'RUNNING', 'SYSTEM', 'coster', 'Coster', :at, :at)
            """)
        .param("id", job)
        .param("at", Instants.utc(clock.instant()))
        .update();
    return job;
  }

  Draft draft(@Nullable UUID job, Operation operation, int[] assets, int[] holders) {
    return new Draft(location, job, operation, Lane.BULK, assets, holders, List.of());
  }

  Draft associate(int[] assets, int[] holders) {
    return draft(null, Operation.ASSOCIATE, assets, holders);
  }

  UUID record(Node node, Draft draft) {
    return transactions.call(() -> node.requests().record(List.of(draft))).getFirst();
  }

  Request find(Node node, UUID id) {
    return node.requests().find(Visibility.ALL, id).orElseThrow();
  }

  RequestState state(Node node, UUID id) {
    return find(node, id).state();
  }

  /** Cranks the node until there is nothing to do at this moment, moving the clock a little. */
  void run(Node node) {
    run(node, Duration.ofSeconds(3));
  }

  /** Cranks the node for so long, moving the clock from one due moment to the next. */
  void run(Node node, Duration span) {
    Instant end = clock.instant().plus(span);
    while (clock.instant().isBefore(end)) {
      Instant again = node.workers().step();
      if (again.isAfter(clock.instant())) {
        clock.set(again.isAfter(end) ? end : again);
      }
    }
  }

  static int[] range(int first, int last) {
    return IntStream.rangeClosed(first, last).toArray();
  }

  static int[] only(int... values) {
    return values;
  }

  /** Tokens that were handed in, in memory. */
  static final class FakeCandidates implements Candidates {
    final Deque<Candidate> waiting = new ArrayDeque<>();
    final List<Answer> answers = new ArrayList<>();
    private final Map<UUID, Candidate> taken = new HashMap<>();
    private final Map<UUID, Instant> notBefore = new HashMap<>();
    private final SettableClock clock;

    FakeCandidates(SettableClock clock) {
      this.clock = clock;
    }

    @Override
    public Optional<Candidate> next(Set<Integer> locationIds) {
      Optional<Candidate> next =
          waiting.stream()
              .filter(one -> one.renews() == null || locationIds.contains(one.renews()))
              .filter(
                  one -> !notBefore.getOrDefault(one.jobId(), Instant.MIN).isAfter(clock.instant()))
              .findFirst();
      next.ifPresent(one -> {
        waiting.remove(one);
        taken.put(one.jobId(), one);
      });
      return next;
    }

    @Override
    public void later(UUID jobId, Instant instant) {
      notBefore.put(jobId, instant);
      waiting.add(Objects.requireNonNull(taken.remove(jobId)));
    }

    @Override
    public void answered(UUID jobId, Answer answer) {
      answers.add(answer);
    }
  }
}
