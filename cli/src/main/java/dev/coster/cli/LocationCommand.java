package dev.coster.cli;

import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import dev.coster.api.LocationsApi;
import dev.coster.api.LocationsApi.LocationChange;
import dev.coster.api.LocationsApi.LocationView;
import dev.coster.api.LocationsApi.TokenUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Locations and their content tokens. */
@Command(
    name = "location",
    description = "Locations and their content tokens.",
    mixinStandardHelpOptions = true)
final class LocationCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LocationCommand() {}

  @Command(name = "list", description = "All locations.", mixinStandardHelpOptions = true)
  int list(@Mixin Paged paged) {
    LocationsApi api = cli.api(LocationsApi.class);
    paged.show(
        cli.screen(),
        (_, _) -> api.locations(),
        List.of("id", "name", "state", "token until", "licenses given", "read at"),
        view ->
            List.of(
                String.valueOf(view.id()),
                view.name(),
                view.stateInWords(),
                Screen.text(view.tokenExpiresAt()),
                Screen.text(view.licensesGiven()),
                Screen.text(view.assignmentsAsOf())));
    return ExitCode.OK.code();
  }

  @Command(name = "show", description = "One location.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "ID") int id) {
    return shown(cli.api(LocationsApi.class).location(id));
  }

  @Command(
      name = "notifications",
      description = "What Apple sent lately.",
      mixinStandardHelpOptions = true)
  int notifications(@Parameters(paramLabel = "ID") int id, @Mixin Paged paged) {
    LocationsApi api = cli.api(LocationsApi.class);
    paged.show(
        cli.screen(),
        (cursor, limit) -> api.notifications(id, cursor, limit),
        List.of("when", "type", "state", "note"),
        each ->
            List.of(
                Screen.text(each.at()),
                each.type(),
                each.state(),
                each.note() == null ? "" : each.note()));
    return ExitCode.OK.code();
  }

  @Command(name = "add", description = "Hand in a content token.", mixinStandardHelpOptions = true)
  int add(
      @Parameters(
              paramLabel = "FILE",
              description = "The token file, under any name; - = standard input.")
          Path file,
      @Option(names = "--name", description = "Your name for it; without it Apple's.")
          @Nullable String name,
      @Option(names = "--contact-email") @Nullable String contactEmail)
      throws IOException {
    return follow(cli.api(LocationsApi.class).add(upload(file, name, contactEmail)));
  }

  @Command(
      name = "renew",
      description = "Hand in a fresh token; all else is kept.",
      mixinStandardHelpOptions = true)
  int renew(@Parameters(paramLabel = "ID") int id, @Parameters(paramLabel = "FILE") Path file)
      throws IOException {
    return follow(cli.api(LocationsApi.class).renew(id, upload(file, null, null)));
  }

  @Command(
      name = "sync",
      description = "Read everything at Apple anew.",
      mixinStandardHelpOptions = true)
  int sync(@Parameters(paramLabel = "ID") int id) {
    return follow(cli.api(LocationsApi.class).sync(id));
  }

  @Command(
      name = "take-over",
      description = "Take over a location that another management server manages.",
      mixinStandardHelpOptions = true)
  int takeOver(
      @Parameters(paramLabel = "ID") int id,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    LocationsApi api = cli.api(LocationsApi.class);
    LocationView view = api.location(id);
    Question.ask(
        cli.screen(),
        yes,
        "“"
            + view.name()
            + "” is managed by "
            + Screen.text(view.managedBy())
            + ". If you take it over, that server must be stopped from writing. Take over?");
    int exit = shown(api.takeOver(id));
    cli.screen()
        .say("Asked for. It waits for Apple's answer; look again with: coster location show " + id);
    return exit;
  }

  @Command(
      name = "rename",
      description = "Change your words for it.",
      mixinStandardHelpOptions = true)
  int rename(
      @Parameters(paramLabel = "ID") int id,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--contact-email",
              description = "Without it the address stays; an empty one removes it.")
          @Nullable String contactEmail) {
    return shown(cli.api(LocationsApi.class).change(id, new LocationChange(name, contactEmail)));
  }

  private static TokenUpload upload(Path file, @Nullable String name, @Nullable String contactEmail)
      throws IOException {
    boolean standardInput = Uploads.isStandardInput(file);
    byte[] bytes = Uploads.bytes(file);
    for (byte each : bytes) {
      if (each == 0) {
        throw new CliException(
            ExitCode.REFUSED,
            "This is not a content token: it is no text at all.\nDownload it from Apple School"
                + " Manager or Apple Business (Preferences, Payments and Billing), and hand in the"
                + " file as it is.");
      }
    }
    Path fileName = file.getFileName();
    return new TokenUpload(
        new String(bytes, StandardCharsets.ISO_8859_1),
        standardInput || fileName == null ? null : fileName.toString(),
        name,
        contactEmail);
  }

  private int follow(JobView job) {
    return new Watch(cli.api(JobsApi.class), cli.screen()).follow(job.id());
  }

  private static String notifications(LocationView view) {
    if (view.notifications()) {
      return "yes";
    }
    return view.notificationsMissingSince() == null
        ? "no, polling"
        : "none arrive since "
            + Screen.text(view.notificationsMissingSince())
            + " though Apple has the address, polling";
  }

  private int shown(LocationView view) {
    cli.screen().value(view);
    cli.screen()
        .table(
            List.of("what", "value"),
            List.of(
                List.of("id", String.valueOf(view.id())),
                List.of("name", view.name()),
                List.of("Apple's name", Screen.text(view.locationName())),
                List.of("uId", view.uId()),
                List.of("state", view.stateInWords()),
                List.of("managed by", Screen.text(view.managedBy())),
                List.of("token until", Screen.text(view.tokenExpiresAt())),
                List.of("notifications", notifications(view)),
                List.of("apps and books read at", Screen.text(view.assetsAsOf())),
                List.of("people read at", Screen.text(view.usersAsOf())),
                List.of("licenses given", Screen.count(view.licensesGiven(), false)),
                List.of("being read", Screen.text(view.running())),
                List.of("assignments read at", Screen.text(view.assignmentsAsOf())),
                List.of("everything read at", Screen.text(view.fullyReadAt()))));
    cli.screen().say("");
    cli.screen()
        .table(
            List.of("token", "state", "valid until", "file", "added by", "added"),
            view.tokens().stream()
                .map(token ->
                    List.of(
                        String.valueOf(token.id()),
                        Words.plain(token.state()),
                        Screen.text(token.expiresAt()),
                        Screen.text(token.fileName()),
                        token.addedBy(),
                        Screen.text(token.addedAt())))
                .toList());
    return ExitCode.OK.code();
  }
}
