package dev.coster.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Giving and taking back, always by a plan that was looked at. */
public interface PlansApi {

  /** Computes what would happen; changes nothing. */
  @Route(verb = Route.Verb.POST, path = "/plans")
  PlanView plan(WishBody wish);

  /** Runs a plan; refused when the world is no longer the one that was planned for. */
  @Route(verb = Route.Verb.POST, path = "/plans/{id}/run")
  JobView run(@InPath("id") UUID id, RunBody run);

  /** The hash that was seen. */
  record RunBody(String hash) {}

  /**
   * What somebody wants. Assets and holders by Coster's ids, or by Apple's and people's own words.
   *
   * @param verb GIVE or TAKE_BACK
   * @param location the location's id; may be null when there is only one
   * @param assets {@code adamId} or {@code adamId:pricingParam}
   * @param serialNumbers devices by serial number
   * @param emails persons by mail address
   * @param holderIds for taking back: holders that are linked to nobody, too
   */
  record WishBody(
      String verb,
      @Nullable Integer location,
      @Nullable List<Integer> assetIds,
      @Nullable List<String> assets,
      @Nullable List<Integer> deviceIds,
      @Nullable List<String> serialNumbers,
      @Nullable List<Integer> personIds,
      @Nullable List<String> emails,
      @Nullable List<Integer> holderIds) {}

  /** What would happen. */
  record PlanView(
      UUID id,
      String hash,
      String verb,
      int location,
      long pairs,
      int registrations,
      long permanent,
      int requests,
      long estimatedSeconds,
      List<PlannedAsset> assets,
      List<LeftOut> leftOut,
      @Nullable LocalDate appsStopOn,
      Instant expiresAt) {}

  /** One asset of a plan. */
  record PlannedAsset(
      int assetId,
      String name,
      long pairs,
      boolean unlimited,
      @Nullable Long freeBefore,
      @Nullable Long freeAfter,
      long shortBy,
      boolean permanent) {}

  /** Pairs that are not asked for, and why. */
  record LeftOut(String reason, String inWords, int assetId, long pairs, List<String> examples) {}
}
