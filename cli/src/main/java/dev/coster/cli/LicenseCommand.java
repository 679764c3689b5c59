package dev.coster.cli;

import dev.coster.api.AssetsApi;
import dev.coster.api.AssetsApi.StoryView;
import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import dev.coster.api.LocationsApi;
import dev.coster.api.PlansApi;
import dev.coster.api.PlansApi.LeftOut;
import dev.coster.api.PlansApi.PlanView;
import dev.coster.api.PlansApi.PlannedAsset;
import dev.coster.api.PlansApi.RunBody;
import dev.coster.api.PlansApi.WishBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Giving and taking back, always by a plan. */
@Command(
    name = "license",
    description = "Give licenses, take them back, see why.",
    mixinStandardHelpOptions = true)
final class LicenseCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LicenseCommand() {}

  /** For whom, and what. */
  static final class Selection {
    @Option(
        names = "--location",
        description = "The location's name or id; not needed when there is only one.")
    @Nullable String location;

    @Option(
        names = "--asset",
        required = true,
        description = "App or book, as ADAMID or ADAMID:PLUS; may be repeated.")
    List<String> assets = new ArrayList<>();

    @ArgGroup(exclusive = false, multiplicity = "1")
    Targets targets = new Targets();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    @Option(names = "--no-wait", description = "Do not wait for the end.")
    boolean noWait;

    @Option(names = "--plan-only", description = "Show what would happen and stop.")
    boolean planOnly;
  }

  /** For whom. */
  static final class Targets {
    @Option(names = "--device", description = "A serial number; may be repeated.")
    List<String> serialNumbers = new ArrayList<>();

    @Option(names = "--devices-from", description = "A file with one serial number per line.")
    @Nullable Path devicesFrom;

    @Option(names = "--person", description = "A mail address; may be repeated.")
    List<String> emails = new ArrayList<>();

    @Option(
        names = {"--persons-from", "--people-from"},
        description = "A file with one mail address per line.")
    @Nullable Path personsFrom;

    @Option(
        names = "--holder",
        description =
            "Coster's id of a holder, also of one that is linked to nobody"
                + " (coster asset holders ID --unlinked); may be repeated.")
    List<Integer> holders = new ArrayList<>();

    private static List<String> all(List<String> named, @Nullable Path file) throws IOException {
      List<String> all = new ArrayList<>(named);
      if (file != null) {
        all.addAll(Lines.of(file));
      }
      return all;
    }
  }

  @Command(name = "give", description = "Give apps or books.", mixinStandardHelpOptions = true)
  int give(@Mixin Selection selection) throws IOException {
    return plan("GIVE", selection);
  }

  @Command(name = "take-back", description = "Take apps back.", mixinStandardHelpOptions = true)
  int takeBack(@Mixin Selection selection) throws IOException {
    return plan("TAKE_BACK", selection);
  }

  @Command(
      name = "story",
      description = "The life of one license, and whom it waits for.",
      mixinStandardHelpOptions = true)
  int story(
      @Option(names = "--location", required = true, description = "Its name or id.")
          String location,
      @Option(names = "--asset", required = true, description = "The app's or book's id.")
          String asset,
      @Option(
              names = "--holder",
              required = true,
              description =
                  "Coster's id of the holder, as asset holders, job results, device licenses and"
                      + " person licenses show it.")
          int holder) {
    StoryView story =
        cli.api(AssetsApi.class)
            .story(
                locationId(location), AssetNames.id(asset, () -> cli.api(AssetsApi.class)), holder);
    cli.screen().value(story);
    cli.screen().say(story.sentence());
    cli.screen()
        .table(
            List.of("when", "what"),
            story.chapters().stream()
                .map(chapter -> List.of(Screen.text(chapter.at()), chapter.what()))
                .toList());
    return ExitCode.OK.code();
  }

  private int locationId(String named) {
    return Objects.requireNonNull(
        LocationNames.id(named, () -> cli.api(LocationsApi.class)), "a name leads to an id");
  }

  private int plan(String verb, Selection selection) throws IOException {
    PlansApi plans = cli.api(PlansApi.class);
    PlanView plan = plans.plan(wish(verb, selection));
    boolean nothing = plan.pairs() + plan.registrations() == 0;
    boolean asks = !selection.planOnly && !nothing && !selection.yes;
    show(plan, asks ? cli.screen().forPeople() : cli.screen());
    if (selection.planOnly || nothing) {
      cli.screen().value(plan);
      return ExitCode.OK.code();
    }
    Question.ask(cli.screen(), selection.yes, "Go ahead?");
    JobView job = plans.run(plan.id(), new RunBody(plan.hash()));
    if (selection.noWait) {
      cli.screen().value(job);
      cli.screen().say("Started: coster job watch " + job.id());
      return ExitCode.OK.code();
    }
    return new Watch(cli.api(JobsApi.class), cli.screen()).follow(job.id());
  }

  private WishBody wish(String verb, Selection selection) throws IOException {
    Targets targets = selection.targets;
    return new WishBody(
        verb,
        LocationNames.id(selection.location, () -> cli.api(LocationsApi.class)),
        null,
        selection.assets,
        null,
        Targets.all(targets.serialNumbers, targets.devicesFrom),
        null,
        Targets.all(targets.emails, targets.personsFrom),
        targets.holders);
  }

  static void show(PlanView plan, Screen screen) {
    screen.table(
        List.of("app or book", "licenses", "free before", "free after", "short by", ""),
        plan.assets().stream().map(LicenseCommand::row).toList());
    for (LeftOut left : plan.leftOut()) {
      screen.say(
          "Left out, "
              + left.pairs()
              + " of "
              + name(plan, left.assetId())
              + ": "
              + left.inWords()
              + (left.examples().isEmpty() ? "" : " (" + String.join(", ", left.examples()) + ")"));
    }
    if (plan.registrations() > 0) {
      screen.say(
          Words.count(plan.registrations(), "person", "people")
              + " will be registered with Apple first.");
    }
    if (plan.permanent() > 0) {
      screen.say(plan.permanent() + " of these can never be taken back.");
    }
    if (plan.appsStopOn() != null) {
      screen.say("Apps that stay installed stop working by " + plan.appsStopOn() + ".");
    }
    screen.say(
        plan.pairs() == 0
            ? "Nothing is left to do."
            : Words.count(plan.pairs(), "license", "licenses")
                + " in "
                + Words.count(plan.requests(), "request", "requests")
                + " to Apple, about "
                + plan.estimatedSeconds()
                + " s.");
  }

  private static String name(PlanView plan, int assetId) {
    return plan.assets().stream()
        .filter(asset -> asset.assetId() == assetId)
        .map(PlannedAsset::name)
        .findFirst()
        .orElse("app or book #" + assetId);
  }

  private static List<String> row(PlannedAsset asset) {
    return List.of(
        asset.name(),
        String.valueOf(asset.pairs()),
        asset.unlimited() ? "unlimited" : Screen.text(asset.freeBefore()),
        asset.unlimited() ? "unlimited" : Screen.text(asset.freeAfter()),
        String.valueOf(asset.shortBy()),
        asset.permanent() ? "permanent" : "");
  }
}
