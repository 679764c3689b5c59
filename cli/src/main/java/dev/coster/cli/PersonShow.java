package dev.coster.cli;

import dev.coster.api.HeldView;
import dev.coster.api.PageOf;
import dev.coster.api.PeopleApi;
import dev.coster.api.PeopleApi.PersonView;
import dev.coster.api.PeopleApi.RegistrationView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One person, as the page shows them. */
@Command(
    name = "show",
    description = "One person: how they stand with Apple, and what they have.",
    mixinStandardHelpOptions = true)
final class PersonShow implements Callable<Integer> {

  @ParentCommand PersonCommand parent;

  @Parameters(paramLabel = "ID", description = "The id or the mail address.")
  String named;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PersonShow() {}

  /** What a script gets. */
  record Whole(
      PersonView person, PageOf<RegistrationView> registrations, PageOf<HeldView> licenses) {}

  @Override
  public Integer call() {
    PeopleApi api = parent.cli.api(PeopleApi.class);
    int id = HolderNames.person(named, () -> api);
    PersonView person = api.person(id);
    PageOf<RegistrationView> registrations = api.registrations(id);
    PageOf<HeldView> held = api.personLicenses(id, null, HeldTable.ROWS);
    Screen screen = parent.cli.screen();
    if (screen.asJson()) {
      screen.value(new Whole(person, registrations, held));
      return ExitCode.OK.code();
    }
    screen.table(
        List.of("what", "value"),
        List.of(
            List.of("id", String.valueOf(person.id())),
            List.of("name", person.name()),
            List.of("mail", Screen.text(person.email())),
            List.of("Managed Apple Account", Screen.text(person.managedAppleAccount())),
            List.of("notes", Screen.text(person.notes())),
            List.of("site", person.site()),
            List.of("state with Apple", Screen.text(person.state())),
            List.of("devices", String.valueOf(person.devices())),
            List.of("licenses", Screen.count(person.licenses(), person.incomplete()))));
    screen.say("");
    RegistrationTable.show(screen, registrations);
    screen.say("");
    return HeldTable.held(screen, held);
  }
}
