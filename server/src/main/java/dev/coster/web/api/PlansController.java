package dev.coster.web.api;

import dev.coster.api.JobView;
import dev.coster.api.PlansApi;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.job.Jobs;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.PlanRuns;
import dev.coster.web.Wishes;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link PlansApi}. */
@RestController
final class PlansController implements PlansApi {

  private final Distribution distribution;
  private final Wishes wishes;
  private final PlanRuns runs;
  private final Jobs jobs;

  PlansController(Distribution distribution, Wishes wishes, PlanRuns runs, Jobs jobs) {
    this.distribution = distribution;
    this.runs = runs;
    this.wishes = wishes;
    this.jobs = jobs;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PlanView plan(WishBody body) {
    SignedIn me = Caller.signedIn();
    Wishes.Selection selection =
        new Wishes.Selection(
            body.location(),
            orNone(body.assetIds()),
            orNone(body.assets()),
            orNone(body.serialNumbers()),
            Stream.concat(
                    orNone(body.emails()).stream(),
                    orNone(body.personIds()).stream().map(id -> "#" + id))
                .toList(),
            orNone(body.holderIds()),
            false);
    Wish named =
        wishes.wish(verb(body.verb()), selection, orNone(body.deviceIds()), me.visibility());
    return view(distribution.preview(named, me.visibility(), me.actor()));
  }

  private static Verb verb(String text) {
    try {
      return Verb.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("plan.verb", "“" + text + "” is not a verb.", "Use GIVE or TAKE_BACK.");
    }
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  @Override
  @Allowed(value = Permission.GIVE, or = Permission.TAKE_BACK)
  public JobView run(UUID id, RunBody run) {
    SignedIn me = Caller.signedIn();
    UUID job = runs.run(id, run.hash(), me);
    return Views.job(jobs.find(me.visibility(), job).orElseThrow());
  }

  private static PlanView view(Preview plan) {
    return new PlanView(
        plan.planId(),
        plan.hash(),
        plan.verb().name(),
        plan.locationId(),
        plan.pairs(),
        plan.registrations(),
        plan.permanent(),
        plan.requests(),
        plan.estimate().toSeconds(),
        plan.assets().stream()
            .map(asset ->
                new PlannedAsset(
                    asset.assetId(),
                    asset.name(),
                    asset.pairs(),
                    asset.unlimited(),
                    asset.freeBefore(),
                    asset.freeAfter(),
                    asset.shortBy(),
                    asset.permanent()))
            .toList(),
        plan.exclusions().stream()
            .map(left ->
                new LeftOut(
                    left.reason().name(),
                    left.reason().words(),
                    left.assetId(),
                    left.pairs(),
                    left.examples()))
            .toList(),
        plan.appsStopOn() == null ? null : plan.appsStopOn().atZone(ZoneOffset.UTC).toLocalDate(),
        plan.expiresAt());
  }
}
