package dev.coster.web;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.platform.Problem;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import java.util.UUID;

/** Runs plans, each under the permission of what it does. Thread-safe. */
public final class PlanRuns {

  private final Distribution distribution;

  PlanRuns(Distribution distribution) {
    this.distribution = distribution;
  }

  /** What running a plan of this verb needs. */
  public static Permission needed(Verb verb) {
    return switch (verb) {
      case GIVE -> Permission.GIVE;
      case TAKE_BACK -> Permission.TAKE_BACK;
    };
  }

  /** Runs it, and tells the job. */
  public UUID run(UUID planId, String hash, SignedIn me) {
    Verb verb =
        distribution
            .verb(me.visibility(), planId)
            .orElseThrow(() ->
                Problem.notFound("plan.not_found", "There is no such plan; it may have expired."));
    me.require(needed(verb));
    return distribution.run(planId, hash, me.visibility(), me.actor());
  }
}
