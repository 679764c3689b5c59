package dev.coster.distribution;

import dev.coster.audit.Audit;
import dev.coster.exchange.Requests;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.LocationWords;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Giving and taking back by plans that are kept, and computed again when they are run. */
final class PlannedDistribution implements Distribution {
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  /** Who comes back too late finds the selection again. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private final Transactions transactions;
  private final Ids ids;
  private final InstantSource clock;
  private final Neighbors neighbors;
  private final Outlooks outlooks;
  private final Previews previews;
  private final Stores stores;
  private final RecentOutlooks recent;

  /** The other packages that a plan's run speaks to. */
  record Neighbors(
      Locations locations,
      Requests requests,
      Registrations registrations,
      Jobs jobs,
      Audit audit) {}

  /** Where plans, and what is left of them, are kept. */
  record Stores(PlanStore plans, WaitingStore waiting, ResultStore results, Progress progress) {}

  PlannedDistribution(
      Transactions transactions,
      Ids ids,
      InstantSource clock,
      Neighbors neighbors,
      Outlooks outlooks,
      Previews previews,
      Stores stores) {
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.neighbors = neighbors;
    this.outlooks = outlooks;
    this.previews = previews;
    this.stores = stores;
    this.recent = new RecentOutlooks(clock);
  }

  @Override
  public Preview preview(Wish wish, Visibility visibility, Actor actor) {
    Wishes.check(wish);
    return transactions.call(() -> {
      location(visibility, wish.locationId());
      Outlook outlook = outlooks.of(wish);
      Instant now = clock.instant();
      Preview preview =
          previews.of(ids.next(), outlook, outlooks.limits(), now, now.plus(KEPT_FOR));
      stores.plans().forgetExpired(now.minus(FORGOTTEN_AFTER));
      stores
          .plans()
          .insert(
              new PlanStore.Kept(
                  preview.planId(),
                  preview.hash(),
                  wish.locationId(),
                  wish,
                  Summary.of(outlook),
                  preview.expiresAt(),
                  null),
              actor.id(),
              now);
      return preview;
    });
  }

  @Override
  public Optional<KeptPlan> kept(Visibility visibility, UUID planId, long from, int limit) {
    return transactions.call(() ->
        find(visibility, planId)
            .map(plan -> {
              RecentOutlooks.Computed computed = computed(plan, from);
              return new KeptPlan(
                  plan.wish(),
                  plan.hash(),
                  computed.preview(),
                  plan.jobId(),
                  limit == 0 ? List.of() : previews.pairs(computed.outlook(), from, limit));
            }));
  }

  /** The first page is of the world as it is now, and those that follow are of the same world. */
  private RecentOutlooks.Computed computed(PlanStore.Kept plan, long from) {
    if (from > 0) {
      Optional<RecentOutlooks.Computed> known = recent.find(plan.id());
      if (known.isPresent()) {
        return known.get();
      }
    }
    Outlook outlook = outlooks.of(plan.wish());
    Preview preview =
        previews.of(plan.id(), outlook, outlooks.limits(), clock.instant(), plan.expiresAt());
    RecentOutlooks.Computed computed = new RecentOutlooks.Computed(outlook, preview);
    recent.keep(plan.id(), computed);
    return computed;
  }

  @Override
  public Optional<Verb> verb(Visibility visibility, UUID planId) {
    return find(visibility, planId).map(plan -> plan.wish().verb());
  }

  private Optional<PlanStore.Kept> find(Visibility visibility, UUID planId) {
    return stores.plans().find(planId).filter(plan -> visibility.seesLocation(plan.locationId()));
  }

  @Override
  public UUID run(UUID planId, String hash, Visibility visibility, Actor actor) {
    return transactions.call(() -> {
      PlanStore.Kept plan =
          stores
              .plans()
              .lock(planId)
              .filter(kept -> visibility.seesLocation(kept.locationId()))
              .orElseThrow(() ->
                  Problem.notFound(
                      "plan.not_found", "There is no such plan; it may have expired."));
      if (!plan.hash().equals(hash)) {
        throw Problem.conflict(
            "plan.changed", "This is not the plan that you looked at.", "Look at the plan again.");
      }
      UUID before = plan.jobId();
      return before == null ? start(plan, visibility, actor) : before;
    });
  }

  private UUID start(PlanStore.Kept plan, Visibility visibility, Actor actor) {
    if (clock.instant().isAfter(plan.expiresAt())) {
      throw Problem.conflict(
          "plan.expired", "The plan is older than an hour.", "Have it computed anew.");
    }
    Location location = location(visibility, plan.locationId());
    if (!location.state().writable()) {
      throw LocationWords.notWritable(location);
    }
    neighbors.requests().lock(plan.locationId());
    Outlook outlook = outlooks.of(plan.wish());
    if (!outlook.hash().equals(plan.hash())) {
      throw Problem.conflict(
          "plan.changed",
          "The world has changed since the plan was made: "
              + plan.summary().differenceTo(Summary.of(outlook))
              + ".",
          "Look at the plan as it is now, and run that.");
    }
    UUID job = record(plan, location, outlook, actor);
    stores.plans().ranAs(plan.id(), job);
    return job;
  }

  private UUID record(PlanStore.Kept kept, Location location, Outlook outlook, Actor actor) {
    Plan plan = outlook.plan();
    String title = Wishes.title(outlook, stores.plans(), location);
    UUID job =
        neighbors
            .jobs()
            .create(
                new Jobs.Draft(
                    DistributionRunner.kind(plan.verb()),
                    title,
                    location.id(),
                    plan.pairs(),
                    new DistributionRunner.Order(
                        kept.id(), plan.verb(), location.id(), plan.pairs())),
                actor);
    Recorder recorder = new Recorder(neighbors.requests(), stores.waiting());
    recorder.requests(job, outlook);
    recorder.exclusions(job, outlook);
    int[] persons = outlook.targets().personIds(plan.toRegister());
    if (persons.length > 0) {
      recorder.waiting(job, outlook);
      neighbors.registrations().register(location.id(), persons, job);
    }
    neighbors
        .audit()
        .record(
            actor,
            Audit.Entry.of(DistributionRunner.kind(plan.verb()), "job", job, title + ".")
                .at(location.id())
                .with(
                    Map.of(
                        "plan", kept.id().toString(),
                        "hash", kept.hash(),
                        "pairs", plan.pairs(),
                        "requests", plan.requests().size(),
                        "registrations", persons.length)));
    stores.progress().look(job);
    return job;
  }

  private Location location(Visibility visibility, int locationId) {
    return neighbors
        .locations()
        .find(visibility, locationId)
        .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
  }

  @Override
  public List<PairRow> results(
      Visibility visibility,
      UUID jobId,
      @Nullable PairState state,
      @Nullable PairCursor after,
      int limit) {
    return stores.results().page(visibility, jobId, state, after, limit);
  }

  @Override
  public Map<UUID, Long> confirmed(Visibility visibility, List<UUID> jobIds) {
    return stores.results().confirmed(visibility, jobIds);
  }

  @Override
  public int[] waitingFor(Visibility visibility, UUID jobId) {
    return neighbors.jobs().find(visibility, jobId).isEmpty()
        ? new int[0]
        : Arrays.stream(AfterRegistration.persons(stores.waiting().of(jobId))).sorted().toArray();
  }

  @Override
  public Map<PairState, Long> resultCounts(Visibility visibility, UUID jobId) {
    return stores.results().counts(visibility, jobId);
  }
}
