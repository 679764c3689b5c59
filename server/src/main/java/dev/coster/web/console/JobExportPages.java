package dev.coster.web.console;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.PairCursor;
import dev.coster.distribution.Distribution.PairRow;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.JobCounts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Jobs and their results as CSV, filtered as shown. */
@Controller
public final class JobExportPages {

  private final Jobs jobs;
  private final JobCounts counts;
  private final Distribution distribution;

  JobExportPages(Jobs jobs, JobCounts counts, Distribution distribution) {
    this.jobs = jobs;
    this.counts = counts;
    this.distribution = distribution;
  }

  @GetMapping("/jobs.csv")
  @Allowed(Permission.VIEW)
  void jobs(
      SignedIn me, HttpServletResponse response, @RequestParam(defaultValue = "false") boolean open)
      throws IOException {
    CsvAnswers.<Job>write(
        response,
        "jobs.csv",
        List.of("Id", "State", "What", "Who", "Total", "Done", "Refused", "Begun", "Over", "Note"),
        (last, limit) ->
            counts.of(
                me.visibility(),
                jobs.list(me.visibility(), open, last == null ? null : last.id(), limit)),
        JobExportPages::cells);
  }

  private static List<String> cells(Job job) {
    return List.of(
        job.id().toString(),
        JobWords.state(job),
        job.title(),
        job.actor().name(),
        String.valueOf(job.total()),
        String.valueOf(job.succeeded()),
        String.valueOf(job.refused()),
        job.createdAt().toString(),
        text(job.finishedAt()),
        text(job.errorDetail() != null ? job.errorDetail() : job.note()));
  }

  @GetMapping("/jobs/{id}/results.csv")
  @Allowed(Permission.VIEW)
  void results(
      SignedIn me,
      HttpServletResponse response,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable PairState state)
      throws IOException {
    if (jobs.find(me.visibility(), id).isEmpty()) {
      throw Problem.notFound("job.not_found", "There is no such job.");
    }
    CsvAnswers.<PairRow>write(
        response,
        "job-results.csv",
        List.of("App or book", "For", "State", "Apple's number", "Reason"),
        (last, limit) ->
            distribution.results(
                me.visibility(),
                id,
                state,
                last == null ? null : new PairCursor(last.state(), last.assetId(), last.holderId()),
                limit),
        row ->
            List.of(
                row.assetName(),
                row.holderLabel(),
                JobWords.state(row.state()),
                text(row.errorNumber()),
                text(row.reason())));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
