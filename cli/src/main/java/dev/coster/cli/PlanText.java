package dev.coster.cli;

import dev.coster.api.PlansApi.LeftOut;
import dev.coster.api.PlansApi.PlanView;
import dev.coster.api.PlansApi.PlannedAsset;
import dev.coster.api.PlansApi.PlannedPairView;
import java.util.List;
import java.util.Set;

/** What a plan would do, in words and tables. */
final class PlanText {

  static final List<String> PAIR_HEADINGS =
      List.of("asset", "app or book", "who", "kind", "Apple's id", "remark");

  /** Whoever is left out for these reasons stands as was wished. */
  private static final Set<String> AS_WISHED = Set.of("ALREADY_HELD", "NOT_HELD");

  private PlanText() {}

  /** How a plan that runs without a hitch ends. */
  static ExitCode exit(PlanView plan) {
    return plan.leftOut().stream().allMatch(left -> AS_WISHED.contains(left.reason()))
        ? ExitCode.OK
        : ExitCode.PARTLY;
  }

  static void show(PlanView plan, Screen screen) {
    screen.table(
        List.of("app or book", "licenses", "free before", "free after", "short by", ""),
        plan.assets().stream().map(PlanText::row).toList());
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
    if (plan.givenByOthers() > 0) {
      screen.say(
          Words.count(plan.givenByOthers(), "license was", "licenses were")
              + " not given by Coster: whoever gave them loses them, too.");
    }
    if (plan.appsStopOn() != null) {
      screen.say("Apps that stay installed stop working by " + plan.appsStopOn() + ".");
    }
    if (plan.incomplete()) {
      screen.say(
          "The licenses of this location were not read completely yet: who has what is not known."
              + " Better wait until they were (coster location show "
              + plan.location()
              + ").");
    }
    screen.say(
        plan.pairs() == 0
            ? exit(plan) == ExitCode.OK
                ? "Nothing is left to do."
                : "Nothing can be done: everybody who was chosen is left out."
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

  /** A row below {@link #PAIR_HEADINGS}. */
  static List<String> row(PlannedPairView pair) {
    return List.of(
        String.valueOf(pair.assetId()),
        pair.asset(),
        pair.holder(),
        pair.device() ? "device" : "person",
        Screen.text(pair.appleId()),
        pair.registeredFirst() ? "registered first" : "");
  }
}
