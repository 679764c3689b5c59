package dev.coster.distribution;

import dev.coster.audit.Audit;
import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Requests;
import dev.coster.job.Jobs;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.Ids;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the parts of this package together, for the server, simulations and tests alike. */
final class DistributionAssembly {
  private final Ground ground;
  private final Around around;
  private final Observed observed;
  private final PlanStore plans;
  private final WaitingStore waiting;
  private final FreeLicenses free;
  private final Scarcity scarcity;
  private final Outlooks outlooks;
  private final ResultStore results;
  private final Progress progress;

  /** What every package stands on. */
  record Ground(
      Transactions transactions,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      Outbox outbox,
      Audit audit) {}

  /** The packages that this one uses. */
  record Around(
      Locations locations,
      Requests requests,
      Exchange exchange,
      Assets assets,
      Devices devices,
      Registrations registrations,
      Jobs jobs) {}

  DistributionAssembly(Ground ground, Around around, Observed observed) {
    this.ground = ground;
    this.around = around;
    this.observed = observed;
    this.plans = new PlanStore(ground.jdbc());
    this.waiting = new WaitingStore(ground.jdbc());
    this.free = new FreeLicenses(around.assets(), around.requests(), waiting);
    this.scarcity = new Scarcity(around.assets(), around.requests(), waiting, plans);
    this.outlooks =
        new Outlooks(
            plans,
            free,
            around.assets(),
            around.devices(),
            around.registrations(),
            around.requests(),
            around.exchange());
    this.results = new ResultStore(ground.jdbc());
    this.progress =
        new Progress(
            around.jobs(),
            around.requests(),
            around.exchange(),
            around.locations(),
            waiting,
            results,
            ground.clock());
  }

  Distribution distribution() {
    return new PlannedDistribution(
        ground.transactions(),
        ground.ids(),
        ground.clock(),
        new PlannedDistribution.Neighbors(
            around.locations(),
            around.requests(),
            around.registrations(),
            around.jobs(),
            ground.audit()),
        outlooks,
        new Previews(plans, new GivenStore(ground.jdbc()), around.exchange()),
        new PlannedDistribution.Stores(plans, waiting, results, progress));
  }

  Licenses licenses() {
    return new StoredLicenses(
        new LicenseStore(ground.jdbc()),
        new HolderSearchStore(ground.jdbc()),
        new BelongingsStore(ground.jdbc()),
        around.requests(),
        around.jobs(),
        around.locations(),
        around.exchange());
  }

  Verification verification() {
    Settlement settlement =
        new Settlement(
            observed,
            around.assets(),
            around.registrations(),
            ground.outbox(),
            ground.audit(),
            progress,
            ground.clock());
    return new Verification(
        new CheckStore(ground.jdbc()),
        observed,
        around.requests(),
        new Aftermath(
            new Aftermath.Looks(plans, free, scarcity),
            around.requests(),
            around.assets(),
            settlement,
            new Repetitions(around.exchange()),
            ground.clock()),
        settlement,
        ground.clock());
  }

  DistributionRunner runner(Distribution.Verb verb) {
    return new DistributionRunner(
        verb,
        ground.transactions(),
        ground.clock(),
        new DistributionRunner.Neighbors(around.jobs(), around.requests(), around.assets()),
        new AfterRegistration(
            ground.clock(),
            new AfterRegistration.Neighbors(
                around.locations(), around.requests(), around.registrations(), around.jobs()),
            outlooks,
            scarcity,
            waiting),
        waiting,
        progress);
  }
}
