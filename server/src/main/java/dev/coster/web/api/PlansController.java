package dev.coster.web.api;

import dev.coster.api.JobView;
import dev.coster.api.PageOf;
import dev.coster.api.PlansApi;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.KeptPlan;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.job.Jobs;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Cursors;
import dev.coster.web.PlanRuns;
import dev.coster.web.Readings;
import dev.coster.web.Wishes;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link PlansApi}. */
@RestController
final class PlansController implements PlansApi {

  private final Distribution distribution;
  private final Wishes wishes;
  private final PlanRuns runs;
  private final Jobs jobs;
  private final Readings readings;

  PlansController(
      Distribution distribution, Wishes wishes, PlanRuns runs, Jobs jobs, Readings readings) {
    this.distribution = distribution;
    this.runs = runs;
    this.wishes = wishes;
    this.jobs = jobs;
    this.readings = readings;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PlanView plan(WishBody body) {
    SignedIn me = Caller.signedIn();
    return made(
        distribution.preview(
            wishes.wish(verb(body.verb()), PlanViews.selection(body), me.visibility()),
            me.visibility(),
            me.actor()));
  }

  private static Verb verb(String text) {
    try {
      return Verb.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("plan.verb", "“" + text + "” is not a verb.", "Use GIVE or TAKE_BACK.");
    }
  }

  @Override
  @Allowed(Permission.VIEW)
  public KeptPlanView kept(UUID id) {
    KeptPlan kept = found(id, 0, 0);
    return new KeptPlanView(
        PlanViews.plan(kept.now(), kept.hash(), read()), kept.changed(), kept.jobId());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<PlannedPairView> pairs(UUID id, @Nullable String cursor, @Nullable Integer limit) {
    int size = Views.limit(limit);
    long from = Cursors.place(cursor, 0);
    KeptPlan kept = found(id, from, size);
    if (kept.changed()) {
      throw Problem.conflict(
          "plan.changed",
          "The world has changed since the plan was made, so that it says nothing of whom it is"
              + " about any more.",
          "Have it computed anew.");
    }
    long next = from + kept.pairs().size();
    return new PageOf<>(
        kept.pairs().stream().map(PlanViews::pair).toList(),
        next < kept.now().pairs() ? Cursors.place(next) : null);
  }

  @Override
  @Allowed(Permission.VIEW)
  public PlanView again(UUID id) {
    SignedIn me = Caller.signedIn();
    KeptPlan kept = found(id, 0, 0);
    return made(distribution.preview(kept.wish(), me.visibility(), me.actor()));
  }

  @Override
  @Allowed(value = Permission.GIVE, or = Permission.TAKE_BACK)
  public JobView run(UUID id, RunBody run) {
    SignedIn me = Caller.signedIn();
    UUID job = runs.run(id, run.hash(), me);
    return Views.job(jobs.find(me.visibility(), job).orElseThrow());
  }

  private KeptPlan found(UUID id, long from, int limit) {
    return distribution
        .kept(Caller.signedIn().visibility(), id, from, limit)
        .orElseThrow(() ->
            Problem.notFound("plan.not_found", "There is no such plan; it may have expired."));
  }

  private PlanView made(Preview plan) {
    return PlanViews.plan(plan, plan.hash(), read());
  }

  private Readings.Read read() {
    return readings.of(Caller.signedIn().visibility());
  }
}
