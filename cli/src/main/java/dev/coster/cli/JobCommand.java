package dev.coster.cli;

import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import dev.coster.api.JobsApi.PairView;
import dev.coster.api.PageOf;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Jobs: look, follow, pause, resume, cancel. */
@Command(
    name = "job",
    description = "Long work: look, follow, pause, cancel.",
    mixinStandardHelpOptions = true)
final class JobCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  JobCommand() {}

  @Command(name = "list", description = "Jobs, newest first.", mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--open", description = "Only those that are not over.") boolean open,
      @Option(names = "--limit", defaultValue = "50") int limit,
      @Option(names = "--cursor") @Nullable String cursor) {
    return cli.screen()
        .page(
            cli.api(JobsApi.class).jobs(open, cursor, limit),
            List.of("id", "state", "done", "what"),
            job ->
                List.of(
                    job.id().toString(),
                    job.state(),
                    job.succeeded() + "/" + job.total(),
                    job.title()));
  }

  @Command(name = "show", description = "One job.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "ID") UUID id) {
    return shown(cli.api(JobsApi.class).job(id));
  }

  @Command(
      name = "watch",
      description = "Follow a job to its end.",
      mixinStandardHelpOptions = true)
  int watch(@Parameters(paramLabel = "ID") UUID id) {
    return new Watch(cli.api(JobsApi.class), cli.screen()).follow(id);
  }

  @Command(
      name = "results",
      description = "How each license of a job fared.",
      mixinStandardHelpOptions = true)
  int results(
      @Parameters(paramLabel = "ID") UUID id,
      @Option(
              names = "--state",
              description = "CONFIRMED, IN_WORK, BEING_CHECKED, REFUSED or NOT_ASKED.")
          @Nullable String state,
      @Option(names = "--limit", defaultValue = "200") int limit,
      @Option(names = "--cursor") @Nullable String cursor) {
    PageOf<PairView> page = cli.api(JobsApi.class).results(id, state, cursor, limit);
    cli.screen()
        .page(
            page,
            List.of("asset", "app or book", "holder", "for", "state", "why"),
            pair ->
                List.of(
                    String.valueOf(pair.assetId()),
                    pair.assetName(),
                    pair.holderId() > 0 ? String.valueOf(pair.holderId()) : "–",
                    pair.holder(),
                    pair.state(),
                    pair.reason() == null ? "" : pair.reason()));
    if (!page.items().isEmpty() && !cli.screen().asJson()) {
      Integer location = cli.api(JobsApi.class).job(id).locationId();
      HeldTable.story(cli.screen(), location == null ? "LOC" : location.toString(), "ASSET");
    }
    return ExitCode.OK.code();
  }

  @Command(name = "pause", description = "Stop sending for now.", mixinStandardHelpOptions = true)
  int pause(@Parameters(paramLabel = "ID") UUID id) {
    return shown(cli.api(JobsApi.class).pause(id));
  }

  @Command(name = "resume", description = "Go on.", mixinStandardHelpOptions = true)
  int resume(@Parameters(paramLabel = "ID") UUID id) {
    return shown(cli.api(JobsApi.class).resume(id));
  }

  @Command(
      name = "cancel",
      description = "Take back what was not sent yet; what was sent is followed to its end.",
      mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "ID") UUID id) {
    return shown(cli.api(JobsApi.class).cancel(id));
  }

  private int shown(JobView job) {
    cli.screen().value(job);
    cli.screen().say(Watch.line(job));
    return ExitCode.OK.code();
  }
}
