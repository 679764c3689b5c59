package dev.coster.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Long work. */
public interface JobsApi {

  @Route(path = "/jobs")
  PageOf<JobView> jobs(
      @InQuery("open") @Nullable Boolean open,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/jobs/{id}")
  JobView job(@InPath("id") UUID id);

  @Route(path = "/jobs/{id}/results")
  PageOf<PairView> results(
      @InPath("id") UUID id,
      @InQuery("state") @Nullable String state,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  /** Whom a registration is about. */
  @Route(path = "/jobs/{id}/people")
  PageOf<StandingView> people(
      @InPath("id") UUID id,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(verb = Route.Verb.POST, path = "/jobs/{id}/pause")
  JobView pause(@InPath("id") UUID id);

  @Route(verb = Route.Verb.POST, path = "/jobs/{id}/resume")
  JobView resume(@InPath("id") UUID id);

  @Route(verb = Route.Verb.POST, path = "/jobs/{id}/cancel")
  JobView cancel(@InPath("id") UUID id);

  /**
   * How a person of a job stands with Apple.
   *
   * @param registered whether Apple knows the person there
   */
  record StandingView(
      int personId,
      String name,
      boolean registered,
      String state,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /**
   * How a pair of a job stands.
   *
   * @param state CONFIRMED, IN_WORK, BEING_CHECKED, REFUSED, NOT_ASKED
   * @param appleAsset Apple's id of the app or book, as wishes name it: {@code adamId:pricingParam}
   */
  record PairView(
      int assetId,
      @Nullable String appleAsset,
      String assetName,
      int holderId,
      String holder,
      String state,
      @Nullable Integer errorNumber,
      @Nullable String reason) {}
}
