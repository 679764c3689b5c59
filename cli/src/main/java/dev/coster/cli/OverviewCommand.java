package dev.coster.cli;

import dev.coster.api.OverviewApi;
import dev.coster.api.OverviewApi.OverviewView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The whole at a glance. */
@Command(
    name = "overview",
    description = "How much there is; coster location list says of each location.",
    mixinStandardHelpOptions = true)
final class OverviewCommand implements Callable<Integer> {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  OverviewCommand() {}

  @Override
  public Integer call() {
    OverviewView view = cli.api(OverviewApi.class).overview();
    boolean incomplete = !view.notReadAt().isEmpty();
    cli.screen().value(view);
    cli.screen()
        .table(
            List.of("what", "how many"),
            List.of(
                List.of("apps and books", Screen.count(view.assets(), incomplete)),
                List.of(
                    "without a free license somewhere",
                    Screen.count(view.withoutFreeLicense(), incomplete)),
                List.of("counted at", Screen.text(view.assetsAsOf())),
                List.of("devices", String.valueOf(view.devices())),
                List.of("people", String.valueOf(view.people())),
                List.of("jobs that are not over", String.valueOf(view.openJobs()))));
    cli.screen().notRead(view.notReadAt());
    return ExitCode.OK.code();
  }
}
