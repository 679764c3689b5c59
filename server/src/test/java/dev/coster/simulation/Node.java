package dev.coster.simulation;

import dev.coster.apple.Transport;
import dev.coster.exchange.ExchangeSettings;
import dev.coster.exchange.Workers;
import dev.coster.people.ClientUserIds;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.Ids;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import dev.coster.sync.Sync;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * One running server without its web side: the configurations of the core packages as production
 * has them, with another clock, another way to Apple, wakeups by hand, and nothing that runs by
 * itself.
 */
final class Node {
  private static final List<String> CORE =
      List.of(
          "platform",
          "audit",
          "organization",
          "job",
          "location",
          "holder",
          "device",
          "people",
          "catalog",
          "exchange",
          "distribution",
          "sync");

  /** Looked for once: reading every class file takes longer than all else of a start. */
  private static final Class<?>[] CONFIGURATIONS = configurations();

  final String name;
  final Mortality mortality = new Mortality();
  final StoredQueue wakeups;
  private final AnnotationConfigApplicationContext context;

  // When each of its loops has something to do next.
  Instant workerAt;
  Instant outboxAt;
  Instant inboxAt;

  /** How many of its calls are on their way. */
  int calls;

  /** How many of them let nothing else of the node's exchange go on. */
  int alone;

  /** What a node is given from outside. */
  record Outside(
      DataSource database,
      InstantSource clock,
      CosterConfig config,
      ExchangeSettings settings,
      Random random,
      Consumer<Node> betweenTransactions) {}

  /** Makes the way to Apple of a node. */
  interface Line {
    Transport of(Node node);
  }

  Node(String name, Outside outside, Line line) {
    this.name = name;
    DataSource database = new MortalDataSource(outside.database(), mortality);
    JdbcClient jdbc = JdbcClient.create(database);
    this.wakeups = new StoredQueue(jdbc);
    this.workerAt = outside.clock().instant();
    this.outboxAt = workerAt;
    this.inboxAt = workerAt;
    this.context = new AnnotationConfigApplicationContext();
    context.registerBean("lifecycleProcessor", Still.class, Still::new);
    context.registerBean("clock", InstantSource.class, outside::clock);
    Ids ids = new Ids(outside.clock(), new Random(outside.random().nextLong()));
    context.registerBean("ids", Ids.class, () -> ids);
    Random users = new Random(outside.random().nextLong());
    context.registerBean(
        "clientUserIds",
        ClientUserIds.class,
        () -> () -> new UUID(users.nextLong(), users.nextLong()));
    context.registerBean("dataSource", DataSource.class, () -> database);
    context.registerBean("jdbcClient", JdbcClient.class, () -> jdbc);
    context.registerBean(
        "transactionManager",
        PlatformTransactionManager.class,
        () ->
            new MortalTransactions(
                database, mortality, () -> outside.betweenTransactions().accept(this)));
    context.registerBean("wakeups", Wakeups.class, () -> wakeups);
    context.registerBean("costerConfig", CosterConfig.class, outside::config);
    context.registerBean("exchangeSettings", ExchangeSettings.class, outside::settings);
    context.registerBean("transport", Transport.class, () -> line.of(this));
    context.setBeanNameGenerator(new FullyQualifiedAnnotationBeanNameGenerator());
    context.register(CONFIGURATIONS);
    context.refresh();
  }

  private static Class<?>[] configurations() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
    return CORE.stream()
        .flatMap(core -> scanner.findCandidateComponents("dev.coster." + core).stream())
        .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
        .toArray(Class<?>[]::new);
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Something has changed: its loops look soon. */
  void touch(Instant now, Random random) {
    Instant soon = now.plusMillis(random.nextInt(300));
    workerAt = workerAt.isBefore(soon) ? workerAt : soon;
    outboxAt = now;
  }

  /** Something is in the inbox. */
  void lookInInbox(Instant at) {
    inboxAt = inboxAt.isBefore(at) ? inboxAt : at;
  }

  /** One round of the exchange; whether it did something. */
  boolean work(InstantSource clock) {
    workerAt = part(Workers.class).step();
    return !workerAt.isAfter(clock.instant());
  }

  /** Works off the outbox; whether there was something. */
  boolean drain(Instant now) {
    Outbox outbox = part(Outbox.class);
    Instant due = outbox.nextAttempt().orElse(Instant.MAX);
    boolean some = !due.isAfter(now) && outbox.drain() > 0;
    outboxAt = some ? now : due.isAfter(now) ? due : now.plusSeconds(1);
    return some;
  }

  /** Works off the inbox; whether there was something. */
  boolean readInbox(Instant now) {
    boolean some = part(Sync.class).workInbox(100) > 0;
    boolean left =
        part(JdbcClient.class)
            .sql("select exists (select from notification where state = 'NEW')")
            .query(Boolean.class)
            .single();
    inboxAt = left ? now.plusSeconds(1) : Instant.MAX;
    return some;
  }

  /** Runs one wakeup that is due. */
  boolean wake(Instant now) {
    wakeups
        .take(name, now)
        .ifPresent(due -> {
          context.getBeansOfType(Wakeups.Task.class).values().stream()
              .filter(task -> task.name().equals(due.task()))
              .forEach(task -> task.run(due.key()));
          wakeups.done(due);
        });
    return true;
  }

  void transact(Runnable work) {
    part(Transactions.class).run(work);
  }

  /** Starts nothing by itself. */
  private static final class Still extends DefaultLifecycleProcessor {
    @Override
    public void onRefresh() {}
  }
}
