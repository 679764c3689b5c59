package dev.coster.sync;

import com.zaxxer.hikari.HikariDataSource;
import dev.coster.apple.AppleAddresses;
import dev.coster.apple.AppleLocation;
import dev.coster.apple.ContentToken;
import dev.coster.distribution.MeasuredObserved;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Session;
import dev.coster.job.Jobs;
import dev.coster.people.Registrations;
import dev.coster.platform.BulkCopy;
import dev.coster.platform.EmbeddedPostgres;
import dev.coster.platform.Transactions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * How fast a location's assignments are read: page files through the client's parser, the staging
 * table and the comparison, into the PostgreSQL that Coster brings along with full durability.
 * First into an empty picture, then the same again, which must write no row.
 *
 * <p>Arguments: number of rows (default 1,000,000), folder for files and database (default: a
 * temporary one).
 */
public final class ListingBenchmark {
  private static final int LOCATION = 1;

  private final InstantSource clock = InstantSource.system();
  private final JdbcClient jdbc;
  private final Transactions transactions;
  private final SyncParts parts;
  private final Walker walker;
  private final Session session;
  private Duration inDatabase = Duration.ZERO;
  private Duration lastCall = Duration.ZERO;

  private ListingBenchmark(HikariDataSource dataSource, AssignmentFiles files) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transactions = new Transactions(new JdbcTransactionManager(dataSource));
    KeyTables keys = new KeyTables(jdbc, clock.instant());
    SyncParts.Told told =
        new SyncParts.Told(
            keys.assets(),
            keys.holders(),
            unused(Registrations.class),
            MeasuredObserved.in(jdbc, clock),
            unused(Jobs.class));
    this.parts =
        new SyncParts(
            transactions,
            new WalkStore(jdbc),
            new ScheduleStore(jdbc),
            new StagingStore(jdbc, new BulkCopy(dataSource)),
            new NotificationStore(jdbc),
            told,
            SyncSettings.DEFAULT);
    this.walker = new Walker(parts);
    AppleLocation apple =
        new AppleLocation(
            new FileTransport(files), AppleAddresses.APPLE, ContentToken.of("YmVuY2htYXJr"));
    this.session = new OneNode(apple);
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path folder =
        arguments.length > 1
            ? Path.of(arguments[1])
            : Files.createTempDirectory("coster-benchmark");
    AssignmentFiles files = new AssignmentFiles(folder.resolve("pages"), rows);
    files.write();
    System.out.printf("%,d assignments in %,d files below %s%n", rows, files.pages(), folder);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("data"));
        HikariDataSource dataSource = pool(postgres)) {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .load()
          .migrate();
      ListingBenchmark benchmark = new ListingBenchmark(dataSource, files);
      benchmark.ready();
      benchmark.measure("first load", rows);
      benchmark.measure("the same again", rows);
      benchmark.measure("once more", rows);
    }
  }

  private static HikariDataSource pool(EmbeddedPostgres postgres) {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(postgres.jdbcUrl());
    dataSource.setUsername(postgres.user());
    dataSource.setPassword(postgres.password());
    return dataSource;
  }

  private void ready() {
    jdbc.sql(
            """
            insert into location (u_id, name, state, state_since, claim_id, created_at)
            values ('2049025000431439', 'Benchmark', 'USABLE', now(), gen_random_uuid(), now())
            """)
        .update();
    transactions.run(() -> parts.schedules().ensure(LOCATION, clock.instant()));
  }

  private void measure(String name, int rows) {
    long written = written();
    inDatabase = Duration.ZERO;
    Instant began = clock.instant();
    walker.begin(session, Reading.all(ListingKind.ASSIGNMENTS));
    for (var walk = parts.walks().running(LOCATION);
        walk.isPresent();
        walk = parts.walks().running(LOCATION)) {
      walker.goOn(session, walk.get());
    }
    Duration took = Duration.between(began, clock.instant());
    System.out.printf(
        "  outside the database %d ms, staging %d ms, comparing %d ms%n",
        took.minus(inDatabase).toMillis(),
        inDatabase.minus(lastCall).toMillis(),
        lastCall.toMillis());
    System.out.printf(
        "%-15s %6.2f s  %,9.0f rows/s  %,d rows of assignment written  heap at most %d MB%n",
        name,
        took.toMillis() / 1000.0,
        rows * 1000.0 / took.toMillis(),
        written() - written,
        peakHeap() >> 20);
  }

  /** Rows of {@code assignment} that were inserted, updated or deleted so far. */
  private long written() {
    return jdbc.sql(
            """
            select pg_stat_get_tuples_inserted(oid) + pg_stat_get_tuples_updated(oid)
              + pg_stat_get_tuples_deleted(oid)
            from pg_class, pg_stat_force_next_flush() where relname = 'assignment'
            """)
        .query(Long.class)
        .single();
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  /** A session of a node that is alone. */
  private final class OneNode implements Session {
    private final AppleLocation apple;

    OneNode(AppleLocation apple) {
      this.apple = apple;
    }

    @Override
    public int locationId() {
      return LOCATION;
    }

    @Override
    public AppleLocation apple() {
      return apple;
    }

    @Override
    public Limits limits() {
      throw new UnsupportedOperationException("Nothing is written.");
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public boolean mayWrite() {
      return false;
    }

    @Override
    public boolean managerKnown() {
      return false;
    }

    @Override
    public <T> T fenced(Supplier<T> work) {
      Instant began = clock.instant();
      T result = transactions.call(work);
      lastCall = Duration.between(began, clock.instant());
      inDatabase = inDatabase.plus(lastCall);
      return result;
    }
  }
}
