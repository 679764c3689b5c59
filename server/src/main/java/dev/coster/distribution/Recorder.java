package dev.coster.distribution;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.exchange.Lane;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Requests;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes a plan down as requests of a job, and what it leaves out. */
final class Recorder {
  /** So many pairs are somebody waiting at the screen, not a fleet. */
  private static final long URGENT_PAIRS = 50;

  private final Requests requests;
  private final WaitingStore waiting;

  Recorder(Requests requests, WaitingStore waiting) {
    this.requests = requests;
    this.waiting = waiting;
  }

  static Operation operation(Verb verb) {
    return verb == Verb.GIVE ? Operation.ASSOCIATE : Operation.DISASSOCIATE;
  }

  /** Records the requests of what can be asked for now. The caller holds the location's lock. */
  void requests(UUID jobId, Outlook outlook) {
    Plan plan = outlook.plan();
    Lane lane = plan.pairs() <= URGENT_PAIRS ? Lane.URGENT : Lane.BULK;
    List<Requests.Draft> drafts =
        plan.requests().stream()
            .map(rectangle ->
                new Requests.Draft(
                    outlook.wish().locationId(),
                    jobId,
                    operation(plan.verb()),
                    lane,
                    rectangle.assetIds(),
                    sorted(outlook.targets().codes(rectangle.targets())),
                    List.of()))
            .toList();
    if (!drafts.isEmpty()) {
      requests.record(drafts);
    }
  }

  /** Notes who is left out, and why. */
  void exclusions(UUID jobId, Outlook outlook) {
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      asset
          .excluded()
          .forEach((reason, whom) ->
              waiting.exclude(
                  jobId, asset.assetId(), reason.name(), 0, outlook.targets().codes(whom)));
    }
  }

  /** Notes whose pairs have to wait for a registration. */
  void waiting(UUID jobId, Outlook outlook) {
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      int[] persons = outlook.targets().personIds(asset.later());
      if (persons.length > 0) {
        waiting.add(jobId, asset.assetId(), persons);
      }
    }
  }

  private static int[] sorted(int[] ids) {
    Arrays.sort(ids);
    return ids;
  }
}
