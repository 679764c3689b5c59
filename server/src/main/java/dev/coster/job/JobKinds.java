package dev.coster.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which runner does which kind of job. The runners are asked for when they are needed first, since
 * they use the jobs themselves.
 */
final class JobKinds {
  private final Supplier<List<JobRunner>> runners;

  JobKinds(Supplier<List<JobRunner>> runners) {
    this.runners = runners;
  }

  Optional<JobRunner> find(String kind) {
    return runners.get().stream().filter(runner -> runner.kind().equals(kind)).findFirst();
  }
}
