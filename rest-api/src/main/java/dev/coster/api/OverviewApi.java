package dev.coster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole at a glance. */
public interface OverviewApi {

  @Route(path = "/overview")
  OverviewView overview();

  /**
   * How much there is.
   *
   * @param assets apps and books; null while none were read
   * @param withoutFreeLicense of how many of them a location has no free license
   * @param assetsAsOf how old the oldest of these counts is
   * @param notReadAt locations whose apps and books were not read yet, and are missing here
   */
  record OverviewView(
      @Nullable Long assets,
      @Nullable Long withoutFreeLicense,
      @Nullable Instant assetsAsOf,
      long devices,
      long people,
      long openJobs,
      List<String> notReadAt) {}
}
