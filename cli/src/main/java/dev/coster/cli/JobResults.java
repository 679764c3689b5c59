package dev.coster.cli;

import dev.coster.api.JobsApi;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The fate of each license of a job. */
@Command(
    name = "results",
    description = "How each license of a job fared.",
    mixinStandardHelpOptions = true)
final class JobResults implements Callable<Integer> {

  @ParentCommand JobCommand parent;

  @Parameters(paramLabel = "ID")
  UUID id;

  @Option(
      names = "--state",
      description = "CONFIRMED, IN_WORK, BEING_CHECKED, REFUSED or NOT_ASKED.")
  @Nullable String state;

  @Mixin Paged paged;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  JobResults() {}

  @Override
  public Integer call() {
    Screen screen = parent.cli.screen();
    JobsApi api = parent.cli.api(JobsApi.class);
    int shown =
        paged.show(
            screen,
            (cursor, limit) -> api.results(id, state, cursor, limit),
            List.of(
                "asset",
                "Apple's id",
                "app or book",
                "holder",
                "for",
                "state",
                "Apple's number",
                "why"),
            pair ->
                List.of(
                    String.valueOf(pair.assetId()),
                    Screen.text(pair.appleAsset()),
                    pair.assetName(),
                    pair.holderId() > 0 ? String.valueOf(pair.holderId()) : "–",
                    pair.holder(),
                    pair.state(),
                    pair.errorNumber() == null ? "" : String.valueOf(pair.errorNumber()),
                    pair.reason() == null ? "" : pair.reason()));
    if (shown > 0 && !screen.asJson() && !paged.csv) {
      Integer location = api.job(id).locationId();
      HeldTable.story(screen, location == null ? "LOC" : location.toString(), "ASSET");
    }
    return ExitCode.OK.code();
  }
}
