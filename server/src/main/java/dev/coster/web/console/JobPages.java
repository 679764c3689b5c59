package dev.coster.web.console;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.PairCursor;
import dev.coster.distribution.Distribution.PairRow;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.people.Registrations;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Cursors;
import dev.coster.web.JobCounts;
import dev.coster.web.JobPeople;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Jobs: the list, one of them with the fate of each license, pause, resume, cancel. */
@Controller
public final class JobPages {

  private static final int PAGE = 50;
  private static final int PEOPLE = 200;
  private static final int LATEST = 8;

  private final Templates pages;
  private final Frames frames;
  private final Distribution distribution;
  private final Parts parts;

  JobPages(Templates pages, Frames frames, Distribution distribution, Parts parts) {
    this.pages = pages;
    this.frames = frames;
    this.distribution = distribution;
    this.parts = parts;
  }

  /** What else it needs. */
  record Parts(
      Jobs jobs,
      Requests requests,
      JobCounts counts,
      JobPeople people,
      Transactions transactions,
      InstantSource clock) {}

  /** The list. */
  public record ListView(
      List<Job> jobs, boolean openOnly, String url, @Nullable String nextUrl, Instant now) {}

  /** One job. */
  public record JobView(
      Job job,
      JobControls controls,
      List<JobLinks.Link> links,
      List<Registrations.Standing> people,
      String shownPeople,
      @Nullable String nextPeopleUrl,
      @Nullable PairState state,
      List<StateCount> counts,
      List<PairRow> pairs,
      String url,
      @Nullable String nextUrl) {

    /** How many licenses were wished for and not asked for. */
    public long leftOut() {
      return counts.stream()
          .filter(each -> each.state() == PairState.NOT_ASKED)
          .mapToLong(StateCount::pairs)
          .sum();
    }
  }

  /** How many licenses are in a state. */
  public record StateCount(PairState state, String words, long pairs) {}

  @GetMapping("/jobs")
  @Allowed(Permission.VIEW)
  JteModel list(
      SignedIn me,
      HttpServletRequest request,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(required = false) @Nullable String after) {
    List<Job> rows = jobs(me, open, Cursors.job(after), PAGE + 1);
    Urls here = Urls.to("/jobs").with("open", open);
    String next =
        Paging.next(
            rows,
            PAGE,
            last ->
                Urls.to("/jobs")
                    .with("open", open)
                    .with("after", Cursors.text(last.id()))
                    .toString());
    ListView view =
        new ListView(
            Paging.cut(rows, PAGE),
            open,
            here.with("after", after).toString(),
            next,
            parts.clock().instant());
    return pages.jobs(frames.frame("Jobs", Frame.Section.JOBS, me, request), view);
  }

  @GetMapping("/jobs/open-count")
  @Allowed(Permission.VIEW)
  JteModel openCount(SignedIn me) {
    return pages.partOpenjobs(frames.openJobs(me));
  }

  /** The latest jobs alone, for pages that show them among other things. */
  @GetMapping("/jobs/latest")
  @Allowed(Permission.VIEW)
  JteModel latest(SignedIn me) {
    return pages.partJobtable(
        jobs(me, false, null, LATEST), parts.clock().instant(), "/jobs/latest");
  }

  private List<Job> jobs(SignedIn me, boolean open, @Nullable UUID after, int limit) {
    return parts
        .counts()
        .of(me.visibility(), parts.jobs().list(me.visibility(), open, after, limit));
  }

  @GetMapping("/jobs/{id}")
  @Allowed(Permission.VIEW)
  JteModel one(
      SignedIn me,
      HttpServletRequest request,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable PairState state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "0") int people) {
    Job job = found(me, id);
    boolean ofLicenses = Distribution.isOf(job);
    Map<PairState, Long> counts =
        ofLicenses ? distribution.resultCounts(me.visibility(), id) : Map.of();
    Job counted =
        ofLicenses
            ? job.counting(
                counts.getOrDefault(PairState.CONFIRMED, 0L),
                counts.getOrDefault(PairState.REFUSED, 0L))
            : job;
    // No job has so many; the sum with a page of them stays a number.
    int from = Math.clamp(people, 0, Integer.MAX_VALUE - PEOPLE);
    JobPeople.Some some = parts.people().of(job, me.visibility(), from, PEOPLE);
    List<PairRow> pairs =
        ofLicenses
            ? distribution.results(me.visibility(), id, state, Cursors.pair(after), PAGE + 1)
            : List.of();
    JobView view =
        new JobView(
            counted,
            JobControls.of(
                job, parts.jobs().canPause(job), ofLicenses ? parts.requests().standing(id) : null),
            JobLinks.of(job),
            some.people(),
            shownPeople(some, from),
            from + PEOPLE < some.all()
                ? Urls.to("/jobs/" + id).with("people", from + PEOPLE).toString()
                : null,
            state,
            counts(counts),
            Paging.cut(pairs, PAGE),
            from == 0
                ? url(id, state, after)
                : Urls.to("/jobs/" + id).with("people", from).toString(),
            Paging.next(
                pairs,
                PAGE,
                last ->
                    url(
                        id,
                        state,
                        Cursors.text(
                            new PairCursor(last.state(), last.assetId(), last.holderId())))));
    return pages.job(frames.frame(job.title(), Frame.Section.JOBS, me, request), view);
  }

  private static String url(UUID id, @Nullable PairState state, @Nullable String after) {
    return Urls.to("/jobs/" + id).with("state", state).with("after", after).toString();
  }

  private static List<StateCount> counts(Map<PairState, Long> counts) {
    return Stream.of(PairState.values())
        .filter(each -> counts.getOrDefault(each, 0L) > 0)
        .map(each -> new StateCount(each, JobWords.state(each), counts.getOrDefault(each, 0L)))
        .toList();
  }

  private static String shownPeople(JobPeople.Some some, int from) {
    return Words.number(from + 1)
        + "–"
        + Words.number(Math.min(some.all(), from + PEOPLE))
        + " of "
        + Words.number(some.all());
  }

  @PostMapping("/jobs/{id}/pause")
  @Allowed(Permission.CONTROL_JOBS)
  String pause(SignedIn me, @PathVariable UUID id) {
    found(me, id);
    parts.transactions().run(() -> parts.jobs().pause(id, me.actor()));
    return "redirect:/jobs/" + id;
  }

  @PostMapping("/jobs/{id}/resume")
  @Allowed(Permission.CONTROL_JOBS)
  String resume(SignedIn me, @PathVariable UUID id) {
    found(me, id);
    parts.transactions().run(() -> parts.jobs().resume(id, me.actor()));
    return "redirect:/jobs/" + id;
  }

  @PostMapping("/jobs/{id}/cancel")
  @Allowed(Permission.CONTROL_JOBS)
  String cancel(SignedIn me, @PathVariable UUID id) {
    found(me, id);
    parts.transactions().run(() -> parts.jobs().cancel(id, me.actor()));
    return "redirect:/jobs/" + id;
  }

  private Job found(SignedIn me, UUID id) {
    return parts
        .jobs()
        .find(me.visibility(), id)
        .orElseThrow(() -> Problem.notFound("job.not_found", "There is no such job."));
  }
}
