package dev.coster.web.console;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.KeptPlan;
import dev.coster.distribution.Distribution.PlannedPair;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.LeftOutWords;
import dev.coster.web.PlanRuns;
import dev.coster.web.Readings;
import dev.coster.web.pages.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Plans: what would happen, to whom, and running it. */
@Controller
public final class PlanPages {

  private static final int PAGE = 50;

  /** Problems after which the same wish may well be planned again. */
  private static final Set<String> OVERTAKEN = Set.of("plan.changed", "plan.expired");

  private final Templates pages;
  private final Frames frames;
  private final Distribution distribution;
  private final Parts parts;

  PlanPages(Templates pages, Frames frames, Distribution distribution, Parts parts) {
    this.pages = pages;
    this.frames = frames;
    this.distribution = distribution;
    this.parts = parts;
  }

  /** What else it needs. */
  record Parts(
      PlanRuns runs, Locations locations, Readings readings, Ages ages, InstantSource clock) {}

  /** The plan. */
  public record PlanView(
      Preview plan,
      String hash,
      boolean give,
      String locationName,
      boolean assetsRead,
      boolean outdated,
      List<PlannedPair> pairs,
      long from,
      @Nullable String nextUrl,
      Permission needed,
      Readings.Part known,
      Ages.Age age) {

    /** The name of an asset of the plan. */
    public String assetName(int assetId) {
      return plan.assets().stream()
          .filter(asset -> asset.assetId() == assetId)
          .map(Distribution.AssetPreview::name)
          .findFirst()
          .orElse("any");
    }

    /** Why these are left out. */
    public String why(Distribution.ExclusionCount left) {
      return LeftOutWords.of(left.reason(), assetsRead);
    }

    /** The whole in a sentence. */
    public String sentence() {
      if (plan.pairs() + plan.registrations() == 0) {
        return "Nothing is to be done.";
      }
      return (give ? "Gives " : "Takes back ")
          + Words.count(plan.pairs(), "license", "licenses")
          + " of "
          + Words.count(planned(), "app or book", "apps and books")
          + ".";
    }

    private long planned() {
      return plan.assets().stream().filter(asset -> asset.pairs() > 0).count();
    }

    /** What the button says. */
    public String button() {
      return (give ? "Give " : "Take back ") + Words.count(plan.pairs(), "license", "licenses");
    }

    /** Which of the pairs are shown. */
    public String shown() {
      return Words.number(from + 1)
          + "–"
          + Words.number(from + pairs.size())
          + " of "
          + Words.number(plan.pairs());
    }
  }

  @GetMapping("/plans/{id}")
  @Allowed(Permission.VIEW)
  Object plan(
      SignedIn me,
      HttpServletRequest request,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long from) {
    KeptPlan kept = kept(me, id, Math.max(0, from));
    if (kept.jobId() != null) {
      return "redirect:/jobs/" + kept.jobId();
    }
    Preview now = kept.now();
    long next = Math.max(0, from) + kept.pairs().size();
    PlanView view =
        new PlanView(
            now,
            kept.hash(),
            now.verb() == Verb.GIVE,
            parts
                .locations()
                .find(me.visibility(), now.locationId())
                .map(Location::name)
                .orElse("?"),
            parts.readings().of(me.visibility()).assets().at(now.locationId()).whole(),
            kept.changed() || parts.clock().instant().isAfter(now.expiresAt()),
            kept.pairs(),
            Math.max(0, from),
            next < now.pairs() ? Urls.to("/plans/" + id).with("from", next) + "#who" : null,
            PlanRuns.needed(now.verb()),
            parts.readings().of(me.visibility()).licenses().at(now.locationId()),
            parts.ages().counts(me, now.locationId()));
    return pages.plan(frames.frame("Plan", Frame.Section.APPS, me, request), view);
  }

  private KeptPlan kept(SignedIn me, UUID id, long from) {
    return distribution
        .kept(me.visibility(), id, from, PAGE)
        .orElseThrow(() ->
            Problem.notFound("plan.not_found", "There is no such plan; it may have expired."));
  }

  /** The same devices and people, in the world as it is now; a search is not made again. */
  @PostMapping("/plans/{id}/again")
  @Allowed(Permission.VIEW)
  String again(SignedIn me, @PathVariable UUID id) {
    KeptPlan kept = kept(me, id, 0);
    return "redirect:/plans/"
        + distribution.preview(kept.wish(), me.visibility(), me.actor()).planId();
  }

  @PostMapping("/plans/{id}/run")
  @Allowed(value = Permission.GIVE, or = Permission.TAKE_BACK)
  Object run(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable UUID id,
      @RequestParam String hash) {
    try {
      return "redirect:/jobs/" + parts.runs().run(id, hash, me);
    } catch (Problem problem) {
      if (!OVERTAKEN.contains(problem.code())) {
        throw problem;
      }
      response.setStatus(problem.kind().status());
      return pages.planover(
          frames.frame("Plan", Frame.Section.APPS, me, request), problem, id.toString());
    }
  }
}
