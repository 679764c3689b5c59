package dev.coster.exchange;

import dev.coster.apple.Transport;
import dev.coster.location.Candidates;
import dev.coster.location.LocationAccess;
import dev.coster.platform.Ids;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts the exchange together, without a container: for the server, for simulations and for tests.
 * One assembly is one node; several may share a database.
 */
public final class ExchangeAssembly {
  private final Tables tables;
  private final Ids ids;
  private final Time time;
  private final Listeners listeners;
  private final Nudges nudges = new Nudges();
  private final ServiceConfigs configs;
  private final Silences silences;
  private final Requests requests;

  /**
   * The exchange of a node.
   *
   * @param listeners asked when the first request moves; by then it must give all of them
   */
  public ExchangeAssembly(
      Transactions transactions,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      ExchangeSettings settings,
      Supplier<List<RequestListener>> listeners) {
    this(transactions, jdbc, ids, new Time(clock, settings), listeners);
  }

  /** The same, with clock and settings in one. */
  ExchangeAssembly(
      Transactions transactions,
      JdbcClient jdbc,
      Ids ids,
      Time time,
      Supplier<List<RequestListener>> listeners) {
    this.tables = Tables.over(transactions, jdbc);
    this.ids = ids;
    this.time = time;
    this.listeners = new Listeners(listeners);
    this.configs = new ServiceConfigs(tables.serviceConfigs(), time);
    this.silences = new Silences(tables, this.time);
    this.requests = new StoredRequests(tables, this.listeners, nudges, ids, time);
  }

  /** The recorded requests. */
  public Requests requests() {
    return requests;
  }

  /** What others may know of the exchange. */
  public Exchange exchange() {
    return new StoredExchange(tables, time, configs, silences, nudges);
  }

  /**
   * The workers of the node, not running yet.
   *
   * @param node different for each start of each node
   * @param others the sources of other packages; asked whenever a location is taken over
   * @param mishaps told of what fails and is tried again
   */
  public Workers workers(
      String node,
      Transport transport,
      LocationAccess locations,
      Candidates candidates,
      Supplier<List<TrafficSource>> others,
      Mishaps mishaps) {
    ExchangeParts parts =
        new ExchangeParts(
            tables,
            time,
            locations,
            configs,
            silences,
            new Moves(tables, listeners, ids),
            new Line(transport, tables, time, locations, configs, silences, mishaps),
            mishaps);
    List<TrafficSource> own = ownSources(parts);
    Supplier<List<TrafficSource>> sources =
        () -> {
          List<TrafficSource> all = new ArrayList<>(own);
          all.addAll(others.get());
          return all;
        };
    return new Workers(
        new Leases(tables, time, node), new Errands(parts, candidates), parts, sources, nudges);
  }

  private static List<TrafficSource> ownSources(ExchangeParts parts) {
    SendSource.Sending shared = new SendSource.Sending();
    Sender sender = new Sender(parts, new Splitter(parts));
    return List.of(
        new SendSource(Lane.URGENT, parts, sender, shared),
        new SendSource(Lane.BULK, parts, sender, shared),
        new StatusSource(parts),
        new ClaimSource(parts));
  }
}
