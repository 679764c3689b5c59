package dev.coster.cli;

import dev.coster.api.AssetsApi;
import dev.coster.api.AssetsApi.StoryView;
import dev.coster.api.DevicesApi;
import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import dev.coster.api.LocationsApi;
import dev.coster.api.PageOf;
import dev.coster.api.PeopleApi;
import dev.coster.api.PlansApi;
import dev.coster.api.PlansApi.PlanView;
import dev.coster.api.PlansApi.PlannedPairView;
import dev.coster.api.PlansApi.RunBody;
import java.io.IOException;
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

  private static final int FIRST = 10;

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  LicenseCommand() {}

  /** Whose license it is. */
  static final class Whose {
    @Option(
        names = "--holder",
        description =
            "Coster's id of the holder, as asset holders, job results, device licenses and"
                + " person licenses show it.")
    @Nullable Integer holder;

    @Option(names = "--device", description = "The device's id or serial number.")
    @Nullable String device;

    @Option(names = "--person", description = "The person's id or mail address.")
    @Nullable String person;

    @Nullable Integer deviceId(CosterCli cli) {
      return device == null
          ? null
          : Integer.valueOf(HolderNames.device(device, () -> cli.api(DevicesApi.class)));
    }

    @Nullable Integer personId(CosterCli cli) {
      return person == null
          ? null
          : Integer.valueOf(HolderNames.person(person, () -> cli.api(PeopleApi.class)));
    }
  }

  @Command(name = "give", description = "Give apps or books.", mixinStandardHelpOptions = true)
  int give(@Mixin GiveSelection selection) throws IOException {
    return plan("GIVE", selection);
  }

  @Command(name = "take-back", description = "Take apps back.", mixinStandardHelpOptions = true)
  int takeBack(@Mixin TakeBackSelection selection) throws IOException {
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
      @ArgGroup(multiplicity = "1") Whose whose) {
    int at = locationId(location);
    int what = AssetNames.id(asset, () -> cli.api(AssetsApi.class));
    StoryView story =
        cli.api(AssetsApi.class)
            .story(at, what, whose.holder, whose.deviceId(cli), whose.personId(cli));
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

  /** Some of those whom it is about, and how to see all of them. */
  private static void first(PlansApi plans, PlanView plan, Screen screen) {
    PageOf<PlannedPairView> some = plans.pairs(plan.id(), null, FIRST);
    screen.table(PlanText.PAIR_HEADINGS, some.items().stream().map(PlanText::row).toList());
    if (some.next() != null) {
      screen.say("All of them: coster plan pairs " + plan.id());
    }
  }

  private int plan(String verb, LicenseSelection selection) throws IOException {
    selection.check();
    PlansApi plans = cli.api(PlansApi.class);
    PlanView plan =
        plans.plan(
            selection.wish(
                verb, LocationNames.id(selection.location, () -> cli.api(LocationsApi.class))));
    boolean nothing = plan.pairs() + plan.registrations() == 0;
    boolean stops = selection.planOnly || nothing;
    Screen screen = stops ? cli.screen() : cli.screen().forPeople();
    PlanText.show(plan, screen);
    if (!screen.asJson() && !nothing && !selection.yes) {
      first(plans, plan, screen);
    }
    if (stops) {
      cli.screen().value(plan);
      if (!nothing) {
        cli.screen().say("Run it: coster plan run " + plan.id());
      }
      return (selection.planOnly ? ExitCode.OK : PlanText.exit(plan)).code();
    }
    if (!selection.yes) {
      screen.say("Later, or from elsewhere: coster plan run " + plan.id());
    }
    Question.ask(cli.screen(), selection.yes, "Go ahead?");
    JobView job = plans.run(plan.id(), new RunBody(plan.hash()));
    if (selection.noWait) {
      cli.screen().value(job);
      cli.screen().say("Started: coster job watch " + job.id());
      return PlanText.exit(plan).code();
    }
    return new Watch(cli.api(JobsApi.class), cli.screen()).follow(job.id(), PlanText.exit(plan));
  }
}
