package dev.coster.web.api;

import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import dev.coster.api.PageOf;
import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.PairCursor;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.web.Cursors;
import dev.coster.web.JobCounts;
import dev.coster.web.JobPeople;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link JobsApi}. */
@RestController
final class JobsController implements JobsApi {

  private final Jobs jobs;
  private final Distribution distribution;
  private final Assets assets;
  private final JobCounts counts;
  private final JobPeople people;
  private final Transactions transactions;

  JobsController(
      Jobs jobs,
      Distribution distribution,
      Assets assets,
      JobCounts counts,
      JobPeople people,
      Transactions transactions) {
    this.assets = assets;
    this.counts = counts;
    this.people = people;
    this.jobs = jobs;
    this.distribution = distribution;
    this.transactions = transactions;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<JobView> jobs(
      @Nullable Boolean open, @Nullable String cursor, @Nullable Integer limit) {
    return Views.page(
        limit,
        most ->
            counts.of(
                visibility(),
                jobs.list(visibility(), Boolean.TRUE.equals(open), Cursors.job(cursor), most)),
        Views::job,
        last -> Cursors.text(last.id()));
  }

  @Override
  @Allowed(Permission.VIEW)
  public JobView job(UUID id) {
    return Views.job(counts.of(visibility(), found(id)));
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<PairView> results(
      UUID id, @Nullable String state, @Nullable String cursor, @Nullable Integer limit) {
    found(id);
    Map<Integer, String> keys = new HashMap<>();
    return Views.page(
        limit,
        most -> distribution.results(visibility(), id, state(state), Cursors.pair(cursor), most),
        row ->
            new PairView(
                row.assetId(),
                keys.computeIfAbsent(row.assetId(), this::key),
                row.assetName(),
                row.holderId(),
                row.holderLabel(),
                row.state().name(),
                row.errorNumber(),
                row.reason()),
        last -> Cursors.text(new PairCursor(last.state(), last.assetId(), last.holderId())));
  }

  private @Nullable String key(int assetId) {
    Assets.Key key = assets.keys(Set.of(assetId)).get(assetId);
    return key == null ? null : key.adamId() + ":" + key.pricingParam();
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<StandingView> people(UUID id, @Nullable String cursor, @Nullable Integer limit) {
    Job job = found(id);
    int size = Views.limit(limit);
    long from = Cursors.place(cursor, 0);
    JobPeople.Some some = people.of(job, visibility(), from, size);
    return new PageOf<>(
        some.people().stream()
            .map(each ->
                new StandingView(
                    each.personId(),
                    each.name(),
                    each.registered(),
                    each.state().name(),
                    each.errorNumber(),
                    each.errorMessage()))
            .toList(),
        from + size < some.all() ? Cursors.place(from + size) : null);
  }

  private static @Nullable PairState state(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return PairState.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "job.result_state",
          "“" + text + "” is not a state.",
          "Use CONFIRMED, IN_WORK, BEING_CHECKED, REFUSED or NOT_ASKED.");
    }
  }

  @Override
  @Allowed(Permission.CONTROL_JOBS)
  public JobView pause(UUID id) {
    found(id);
    transactions.run(() -> jobs.pause(id, Caller.signedIn().actor()));
    return job(id);
  }

  @Override
  @Allowed(Permission.CONTROL_JOBS)
  public JobView resume(UUID id) {
    found(id);
    transactions.run(() -> jobs.resume(id, Caller.signedIn().actor()));
    return job(id);
  }

  @Override
  @Allowed(Permission.CONTROL_JOBS)
  public JobView cancel(UUID id) {
    found(id);
    transactions.run(() -> jobs.cancel(id, Caller.signedIn().actor()));
    return job(id);
  }

  private Job found(UUID id) {
    return jobs.find(visibility(), id)
        .orElseThrow(() -> Problem.notFound("job.not_found", "There is no such job."));
  }

  private static Visibility visibility() {
    return Caller.signedIn().visibility();
  }
}
