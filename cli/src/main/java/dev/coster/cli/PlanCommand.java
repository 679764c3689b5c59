package dev.coster.cli;

import dev.coster.api.JobsApi;
import dev.coster.api.PlansApi;
import dev.coster.api.PlansApi.KeptPlanView;
import dev.coster.api.PlansApi.PlanView;
import dev.coster.api.PlansApi.RunBody;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Plans that were made by {@code license give} and {@code license take-back}, or by a page. */
@Command(
    name = "plan",
    description = "Plans of giving and taking back: look, see whom they are about, run.",
    mixinStandardHelpOptions = true)
final class PlanCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PlanCommand() {}

  @Command(
      name = "show",
      description = "A plan, in the world as it is now.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "ID") UUID id) {
    KeptPlanView kept = cli.api(PlansApi.class).kept(id);
    cli.screen().value(kept);
    PlanText.show(kept.plan(), cli.screen());
    if (kept.jobId() != null) {
      cli.screen().say("It was run: coster job show " + kept.jobId());
    } else if (kept.changed()) {
      cli.screen().say("The world has changed since it was made: coster plan again " + id);
    }
    return ExitCode.OK.code();
  }

  @Command(
      name = "pairs",
      description = "Who gets what, or loses it.",
      mixinStandardHelpOptions = true)
  int pairs(@Parameters(paramLabel = "ID") UUID id, @Mixin Paged paged) {
    PlansApi api = cli.api(PlansApi.class);
    paged.show(
        cli.screen(),
        (cursor, limit) -> api.pairs(id, cursor, limit),
        PlanText.PAIR_HEADINGS,
        PlanText::row);
    return ExitCode.OK.code();
  }

  @Command(
      name = "again",
      description =
          "The same plan anew: for the same devices and people, in the world as it is now. A search"
              + " is not made again.",
      mixinStandardHelpOptions = true)
  int again(@Parameters(paramLabel = "ID") UUID id) {
    PlanView plan = cli.api(PlansApi.class).again(id);
    cli.screen().value(plan);
    PlanText.show(plan, cli.screen());
    cli.screen().say("Run it: coster plan run " + plan.id());
    return ExitCode.OK.code();
  }

  @Command(
      name = "run",
      description = "Run a plan that was looked at.",
      mixinStandardHelpOptions = true)
  int run(
      @Parameters(paramLabel = "ID") UUID id,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    PlansApi api = cli.api(PlansApi.class);
    KeptPlanView kept = api.kept(id);
    PlanView plan = kept.plan();
    Screen people = cli.screen().forPeople();
    Watch watch = new Watch(cli.api(JobsApi.class), cli.screen());
    if (kept.jobId() != null) {
      people.say("It was run before, by this job: " + kept.jobId());
      return watch.follow(kept.jobId());
    }
    if (kept.changed()) {
      throw new CliException(
          ExitCode.REFUSED,
          "The world has changed since the plan was made. Have it computed anew: coster plan again "
              + id);
    }
    PlanText.show(plan, people);
    Question.ask(cli.screen(), yes, "Go ahead?");
    return watch.follow(api.run(id, new RunBody(plan.hash())).id(), PlanText.exit(plan));
  }
}
