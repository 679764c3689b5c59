package dev.coster.simulator;

import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Apple's App and Book Management service as one object in memory. Requests and answers are values;
 * what happens later waits in an agenda that somebody else drives: a thread in real time, or a test
 * in virtual time by {@link #nextDue} and {@link #runDue}.
 *
 * <p>Safe for use by many threads: one lock guards all state, which is consistent whenever the lock
 * is free (per asset: total = assigned + available + retired). Notifications are carried outside
 * the lock. With the same seed, clock and order of calls everything happens again in the same way.
 *
 * <p>Starts empty, with {@link Faults#usual} and {@link Choices#likely}.
 */
public final class SimulatedApple {
  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final NotificationCarrier carrier;
  private final Executor deliveries;
  private final Portal portal = new Portal(this);
  private volatile Runnable scheduled = () -> {};
  private World world;
  private PostOffice post;

  /**
   * A service whose notifications are delivered by whoever calls {@link #runDue}, before it
   * returns.
   *
   * @param clock tells the time
   * @param seed decides ids, faults and durations
   * @param carrier delivers notifications
   */
  public SimulatedApple(InstantSource clock, long seed, NotificationCarrier carrier) {
    this(clock, seed, carrier, Runnable::run);
  }

  /**
   * A service whose notifications are delivered by an executor of the caller's.
   *
   * @param clock tells the time
   * @param seed decides ids, faults and durations
   * @param carrier delivers notifications
   * @param deliveries runs one delivery each; a slow receiver holds up only its own
   */
  public SimulatedApple(
      InstantSource clock, long seed, NotificationCarrier carrier, Executor deliveries) {
    this.clock = clock;
    this.carrier = carrier;
    this.deliveries = deliveries;
    this.world = new World(clock, seed);
    this.post = postOffice(world);
  }

  /**
   * Answers one request. The answer says how long it takes and whether it arrives; nothing waits
   * here.
   */
  public ServiceResponse handle(ServiceRequest request) {
    Reply reply = locked(current -> route(current, request));
    ServiceResponse answer =
        switch (reply) {
          case Reply.Now now -> now.response();
          case Reply.AfterTestCall call -> {
            boolean delivered = carrier.deliver(call.test());
            yield locked(any -> call.answer().apply(delivered));
          }
        };
    changed();
    return answer;
  }

  /** When the next thing happens by itself; empty when nothing is planned. */
  public Optional<Instant> nextDue() {
    return locked(current -> current.agenda.nextDue());
  }

  /** Lets everything happen that is due, in order, until nothing is due any more. */
  public void runDue() {
    while (runOne()) {
      post().collect();
    }
    post().collect();
  }

  /** What people do elsewhere: buying, tokens, invitations, other servers. */
  public Portal portal() {
    return portal;
  }

  /** The current unkindness. */
  public Faults faults() {
    return locked(current -> current.faults);
  }

  /** Changes the unkindness from now on; what is planned stays as it was drawn. */
  public void set(Faults faults) {
    update(current -> current.faults = faults);
  }

  /** The current choices where Apple's behavior is not established. */
  public Choices choices() {
    return locked(current -> current.choices);
  }

  /** Changes the choices from now on. */
  public void set(Choices choices) {
    update(current -> current.choices = choices);
  }

  /** The limits in {@code service/config}. */
  public Limits limits() {
    return locked(current -> current.limits);
  }

  /** Changes the limits, as Apple may at any time. */
  public void set(Limits limits) {
    update(current -> current.limits = limits);
  }

  /** The address under which this service is reached; used in all addresses that it gives out. */
  public void setBaseUrl(String baseUrl) {
    update(current -> current.baseUrl = baseUrl);
  }

  /** The last requests after the entry of this number, the oldest first. */
  public List<LogEntry> requestsAfter(long number, int most) {
    return locked(current -> current.log.after(number, most));
  }

  /**
   * Writes the truth as JSON (see the README) and closes the stream; the world stands still
   * meanwhile.
   */
  public void writeTruth(OutputStream out) {
    update(current -> new Truth(current).writeTo(out));
  }

  /** Called after each change that may have planned something; must return at once. */
  public void onScheduled(Runnable listener) {
    scheduled = listener;
  }

  /** Forgets everything but the settings and the address, and begins again with this seed. */
  public void reset(long seed) {
    update(old -> {
      World fresh = new World(clock, seed);
      fresh.faults = old.faults;
      fresh.choices = old.choices;
      fresh.limits = old.limits;
      fresh.baseUrl = old.baseUrl;
      old.agenda.clear();
      world = fresh;
      post = postOffice(fresh);
    });
  }

  <T> T locked(Function<World, T> work) {
    lock.lock();
    try {
      return work.apply(world);
    } finally {
      lock.unlock();
    }
  }

  void update(Consumer<World> work) {
    lock.lock();
    try {
      work.accept(world);
    } finally {
      lock.unlock();
    }
    changed();
  }

  private void changed() {
    scheduled.run();
  }

  private PostOffice post() {
    return locked(any -> post);
  }

  private boolean runOne() {
    return locked(current -> {
      Runnable happening = current.agenda.takeDue(current.now());
      if (happening != null) {
        happening.run();
      }
      return happening != null;
    });
  }

  private PostOffice postOffice(World of) {
    return new PostOffice(of, lock, carrier, deliveries, this::changed);
  }

  private static Reply route(World world, ServiceRequest request) {
    String path = request.path();
    if (path.startsWith("/mdm/")) {
      return new ServiceDesk(world).answer(request);
    }
    return new Reply.Now(store(world, request, path));
  }

  private static ServiceResponse store(World world, ServiceRequest request, String path) {
    if (path.equals(MetadataLookup.PATH)) {
      return new OpenDesk(world).answer(() -> new MetadataLookup(world).answer(request));
    }
    if (path.equals(InvitationPage.PATH)) {
      return new InvitationPage(world).answer(request);
    }
    return path.startsWith(Icon.PATH)
        ? new OpenDesk(world).answer(() -> Icon.answer(world, path))
        : ServiceResponse.of(404, "text/plain;charset=UTF-8", "Not found");
  }
}
