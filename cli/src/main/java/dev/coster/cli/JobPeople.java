package dev.coster.cli;

import dev.coster.api.JobsApi;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The people of a registration job. */
@Command(
    name = "people",
    description =
        "How each person of a registration fared, or whom a job waits for until they are registered.",
    mixinStandardHelpOptions = true)
final class JobPeople implements Callable<Integer> {

  @ParentCommand JobCommand parent;

  @Parameters(paramLabel = "ID")
  UUID id;

  @Mixin Paged paged;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  JobPeople() {}

  @Override
  public Integer call() {
    JobsApi api = parent.cli.api(JobsApi.class);
    paged.show(
        parent.cli.screen(),
        (cursor, limit) -> api.people(id, cursor, limit),
        List.of("id", "name", "state", "Apple says"),
        person ->
            List.of(
                String.valueOf(person.personId()),
                person.name(),
                person.registered() ? person.state() : "not registered",
                person.errorMessage() == null
                    ? ""
                    : Screen.text(person.errorNumber()) + " " + person.errorMessage()));
    return ExitCode.OK.code();
  }
}
