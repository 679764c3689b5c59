package dev.coster.cli;

import dev.coster.api.PeopleApi;
import dev.coster.api.PeopleApi.PersonChange;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Changes what is known of one person. */
@Command(
    name = "edit",
    description = "Change what is known of one person; an empty text takes a value away.",
    mixinStandardHelpOptions = true)
final class PersonEdit implements Callable<Integer> {

  @ParentCommand PersonCommand parent;

  @Parameters(paramLabel = "ID", description = "The person's id or mail address.")
  String named;

  @Option(names = "--name")
  @Nullable String name;

  @Option(names = "--email")
  @Nullable String email;

  @Option(names = "--managed-apple-account")
  @Nullable String managedAppleAccount;

  @Option(names = "--notes")
  @Nullable String notes;

  @Option(names = "--site")
  @Nullable String site;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PersonEdit() {}

  @Override
  public Integer call() {
    PeopleApi api = parent.cli.api(PeopleApi.class);
    int id = HolderNames.person(named, () -> api);
    PersonChange change = new PersonChange(name, email, managedAppleAccount, notes, site);
    if (change.equals(new PersonChange(null, null, null, null, null))) {
      throw new CliException(ExitCode.USAGE, "Say what to change, for instance --name.");
    }
    parent.cli.screen().value(api.editPerson(id, change));
    parent.cli.screen().say("Changed.");
    return ExitCode.OK.code();
  }
}
