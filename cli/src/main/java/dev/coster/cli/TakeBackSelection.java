package dev.coster.cli;

import dev.coster.api.PlansApi.HolderSearch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is taken back from whom. */
final class TakeBackSelection extends LicenseSelection {

  @ArgGroup(exclusive = false, multiplicity = "1")
  Held what = new Held();

  @ArgGroup(exclusive = false, multiplicity = "1")
  Holding targets = new Holding();

  @Option(names = "--unlinked", description = "With --all-holders: only who is linked to nobody.")
  boolean unlinked;

  /** Which apps and books. */
  static final class Held extends What {
    @Option(
        names = "--everything",
        description =
            "All that they have at the location, instead of --asset. With --all-holders, --asset"
                + " says whose holders are meant.")
    boolean everything;
  }

  /** From whom. */
  static final class Holding extends Targets {
    @Option(
        names = "--holder",
        description =
            "Coster's id of a holder, also of one that is linked to nobody"
                + " (coster asset holders ID --unlinked); may be repeated.")
    List<Integer> holders = new ArrayList<>();

    @Option(
        names = "--all-holders",
        description =
            "Everybody who has it (with --everything alone: who has anything), or all that --search"
                + " finds.")
    boolean allHolders;
  }

  @Override
  What what() {
    return what;
  }

  @Override
  Targets targets() {
    return targets;
  }

  @Override
  boolean everything() {
    return what.everything;
  }

  @Override
  List<Integer> holders() {
    return targets.holders;
  }

  @Override
  @Nullable HolderSearch allHolders() {
    return targets.allHolders ? new HolderSearch(search, unlinked) : null;
  }

  @Override
  void check() {
    refuse(
        what.everything && !what.assets.isEmpty() && !targets.allHolders,
        "--everything takes back all that they have: leave --asset away, or leave out"
            + " --everything.");
    super.check();
    refuse(unlinked && !targets.allHolders, "--unlinked narrows --all-holders: add it.");
  }
}
