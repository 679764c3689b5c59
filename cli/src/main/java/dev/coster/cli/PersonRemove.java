package dev.coster.cli;

import dev.coster.api.PeopleApi;
import dev.coster.api.RemovalView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Removes one person. */
@Command(
    name = "remove",
    description = "Remove a person who has nothing and whom Apple does not know.",
    mixinStandardHelpOptions = true)
final class PersonRemove implements Callable<Integer> {

  @ParentCommand PersonCommand parent;

  @Parameters(paramLabel = "ID", description = "The person's id or mail address.")
  String named;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PersonRemove() {}

  @Override
  public Integer call() {
    PeopleApi api = parent.cli.api(PeopleApi.class);
    int id = HolderNames.person(named, () -> api);
    RemovalView removal = api.personRemoval(id);
    if (removal.hinders() != null) {
      throw new CliException(
          ExitCode.REFUSED, removal.subject() + " cannot be removed. " + removal.hinders());
    }
    Question.ask(parent.cli.screen(), yes, "Remove " + removal.subject() + "?");
    parent.cli.screen().value(api.removePerson(id));
    parent.cli.screen().say("Removed " + removal.subject() + ".");
    return ExitCode.OK.code();
  }
}
