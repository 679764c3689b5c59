package dev.coster.cli;

import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Jobs: look, follow, pause, resume, cancel. */
@Command(
    name = "job",
    description = "Long work: look, follow, pause, cancel.",
    subcommands = {JobResults.class, JobPeople.class},
    mixinStandardHelpOptions = true)
final class JobCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  JobCommand() {}

  @Command(name = "list", description = "Jobs, newest first.", mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--open", description = "Only those that are not over.") boolean open,
      @Mixin Paged paged) {
    JobsApi api = cli.api(JobsApi.class);
    paged.show(
        cli.screen(),
        (cursor, limit) -> api.jobs(open, cursor, limit),
        List.of("id", "state", "done", "refused", "begun", "what"),
        job ->
            List.of(
                job.id().toString(),
                job.canceling() ? "CANCELING" : job.state(),
                job.succeeded() + "/" + job.total(),
                String.valueOf(job.refused()),
                Screen.text(job.createdAt()),
                job.title()));
    return ExitCode.OK.code();
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
