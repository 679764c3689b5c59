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

  /** A plan that was made before, in the world as it is now. */
  @Route(path = "/plans/{id}")
  KeptPlanView kept(@InPath("id") UUID id);

  /**
   * Who gets what, or loses it; refused when the world is no longer the one that was planned for.
   */
  @Route(path = "/plans/{id}/pairs")
  PageOf<PlannedPairView> pairs(
      @InPath("id") UUID id,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  /**
   * Another plan, for the same devices and people in the world as it is now: a search is not made
   * again, but everything that they have is what they have now.
   */
  @Route(verb = Route.Verb.POST, path = "/plans/{id}/again")
  PlanView again(@InPath("id") UUID id);

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
   * @param allDevices all devices that this finds when the plan is made
   * @param allPeople all persons that this finds when the plan is made
   * @param allHolders for taking back: all who have one of the assets and are found by this
   * @param everything for taking back: not some assets, but all that those who are meant have at
   *     the location
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
      @Nullable List<Integer> holderIds,
      @Nullable DeviceSearch allDevices,
      @Nullable PersonSearch allPeople,
      @Nullable HolderSearch allHolders,
      @Nullable Boolean everything) {}

  /** Devices as {@code GET /devices} finds them; without a text all. */
  record DeviceSearch(@Nullable String text) {}

  /** Persons as {@code GET /people} finds them; without text and state all. */
  record PersonSearch(@Nullable String text, @Nullable String state) {}

  /** Holders as {@code GET /assets/{id}/holders} finds them; without text all. */
  record HolderSearch(@Nullable String text, @Nullable Boolean unlinked) {}

  /**
   * A plan that was made before.
   *
   * @param plan with the hash that was seen; the rest is the world as it is now
   * @param changed whether it would do something else by now, and is thus refused
   * @param jobId the job that ran it
   */
  record KeptPlanView(PlanView plan, boolean changed, @Nullable UUID jobId) {}

  /**
   * A license that a plan gives or takes back.
   *
   * @param appleId Apple's identity of the holder; null where there is none yet
   * @param registeredFirst whether the person has to be registered with Apple first
   */
  record PlannedPairView(
      int assetId,
      String asset,
      String holder,
      @Nullable String appleId,
      boolean device,
      boolean registeredFirst) {}

  /**
   * What would happen.
   *
   * @param givenByOthers for taking back: how many of the licenses Coster did not give
   * @param incomplete whether the location's licenses were not read completely yet, so that it is
   *     not known who has what
   */
  record PlanView(
      UUID id,
      String hash,
      String verb,
      int location,
      long pairs,
      int registrations,
      long permanent,
      long givenByOthers,
      int requests,
      long estimatedSeconds,
      List<PlannedAsset> assets,
      List<LeftOut> leftOut,
      @Nullable LocalDate appsStopOn,
      Instant expiresAt,
      boolean incomplete) {}

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
