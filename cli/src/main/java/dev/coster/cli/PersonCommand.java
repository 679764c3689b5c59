package dev.coster.cli;

import dev.coster.api.ImportView;
import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import dev.coster.api.LocationsApi;
import dev.coster.api.PeopleApi;
import dev.coster.api.PeopleApi.NewPerson;
import dev.coster.api.PeopleApi.PersonView;
import dev.coster.api.PeopleApi.Registering;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** People. */
@Command(
    name = "person",
    description = "People.",
    subcommands = {PersonShow.class, PersonInvited.class, PersonEdit.class, PersonRemove.class},
    mixinStandardHelpOptions = true)
final class PersonCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  PersonCommand() {}

  @Command(name = "list", description = "People by name.", mixinStandardHelpOptions = true)
  int list(
      @Parameters(paramLabel = "TEXT", arity = "0..1") @Nullable String text,
      @Option(names = "--state", description = "NEW, INVITED, ASSOCIATED or RETIRED.")
          @Nullable String state,
      @Mixin Paged paged) {
    PeopleApi api = cli.api(PeopleApi.class);
    paged.showRead(
        cli.screen(),
        (cursor, limit) -> api.people(text, state, cursor, limit),
        List.of("id", "name", "mail", "state", "licenses", "devices"),
        person ->
            List.of(
                String.valueOf(person.id()),
                person.name(),
                Screen.text(person.email()),
                Screen.text(person.state()),
                Screen.text(person.licenses()),
                String.valueOf(person.devices())));
    return ExitCode.OK.code();
  }

  @Command(name = "licenses", description = "What a person has.", mixinStandardHelpOptions = true)
  int licenses(
      @Parameters(paramLabel = "ID") int id,
      @Option(names = "--limit", defaultValue = "200") int limit,
      @Option(names = "--cursor") @Nullable String cursor) {
    return HeldTable.held(cli.screen(), cli.api(PeopleApi.class).personLicenses(id, cursor, limit));
  }

  @Command(name = "add", description = "Add one.", mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--email") @Nullable String email,
      @Option(names = "--managed-apple-account") @Nullable String managedAppleAccount,
      @Option(names = "--notes") @Nullable String notes,
      @Option(names = "--site") @Nullable String site) {
    PersonView person =
        cli.api(PeopleApi.class)
            .addPerson(new NewPerson(name, email, managedAppleAccount, notes, site));
    cli.screen().value(person);
    cli.screen().say("Added as " + person.id() + ".");
    return ExitCode.OK.code();
  }

  @Command(name = "import", description = "Import a CSV.", mixinStandardHelpOptions = true)
  int importCsv(@Mixin CsvImport csv) throws IOException {
    return csv.run(cli.screen(), (dry, file) -> cli.api(PeopleApi.class).importPeople(dry, file));
  }

  @Command(
      name = "register",
      description = "Register people with Apple.",
      mixinStandardHelpOptions = true)
  int register(
      @Option(names = "--location", required = true, description = "Its name or id.")
          String location,
      @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids or mail addresses.")
          List<String> persons,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    Question.ask(
        cli.screen(),
        yes,
        "Register "
            + Words.count(persons.size(), "person", "people")
            + " with Apple at location "
            + location
            + "?");
    int at =
        Objects.requireNonNull(
            LocationNames.id(location, () -> cli.api(LocationsApi.class)), "a name leads to an id");
    List<Integer> ids =
        persons.stream()
            .map(named -> HolderNames.person(named, () -> cli.api(PeopleApi.class)))
            .toList();
    JobView job = cli.api(PeopleApi.class).register(new Registering(at, ids));
    return new Watch(cli.api(JobsApi.class), cli.screen()).follow(job.id());
  }

  @Command(
      name = "registrations",
      aliases = "invite-link",
      description = "How a person stands with Apple, with invitation links.",
      mixinStandardHelpOptions = true)
  int registrations(@Parameters(paramLabel = "ID") int id) {
    return RegistrationTable.show(cli.screen(), cli.api(PeopleApi.class).registrations(id));
  }

  @Command(
      name = "imports",
      description = "The last imports of which something is still here.",
      mixinStandardHelpOptions = true)
  int imports() {
    return CsvImport.made(cli.screen(), cli.api(PeopleApi.class).peopleImports());
  }

  @Command(
      name = "undo-import",
      description = "Remove what an import added, as far as it has nothing.",
      mixinStandardHelpOptions = true)
  int undoImport(
      @Parameters(paramLabel = "WHEN", description = "As coster person imports shows it.")
          Instant importedAt,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    PeopleApi api = cli.api(PeopleApi.class);
    return CsvImport.undo(
        cli.screen(), yes, dry -> api.undoPeople(new ImportView.Undo(importedAt, dry)));
  }
}
