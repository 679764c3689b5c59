package dev.coster.cli;

import dev.coster.api.PlansApi.HolderSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** What is given to whom. */
final class GiveSelection extends LicenseSelection {

  @ArgGroup(exclusive = false, multiplicity = "1")
  What what = new What();

  @ArgGroup(exclusive = false, multiplicity = "1")
  Targets targets = new Targets();

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
    return false;
  }

  @Override
  List<Integer> holders() {
    return List.of();
  }

  @Override
  @Nullable HolderSearch allHolders() {
    return null;
  }
}
