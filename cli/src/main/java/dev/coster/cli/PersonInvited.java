package dev.coster.cli;

import dev.coster.api.LocationsApi;
import dev.coster.api.PeopleApi;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The link was handed out. */
@Command(
    name = "invited",
    description = "Note that the invitation link was handed to the person.",
    mixinStandardHelpOptions = true)
final class PersonInvited implements Callable<Integer> {

  @ParentCommand PersonCommand parent;

  @Parameters(paramLabel = "ID", description = "The id or the mail address.")
  String named;

  @Option(names = "--location", required = true, description = "Its name or id.")
  String location;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PersonInvited() {}

  @Override
  public Integer call() {
    PeopleApi api = parent.cli.api(PeopleApi.class);
    int at =
        Objects.requireNonNull(
            LocationNames.id(location, () -> parent.cli.api(LocationsApi.class)),
            "a name leads to an id");
    return RegistrationTable.show(
        parent.cli.screen(), api.invited(HolderNames.person(named, () -> api), at));
  }
}
