package dev.coster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locations and their content tokens. */
public interface LocationsApi {

  @Route(path = "/locations")
  PageOf<LocationView> locations();

  @Route(path = "/locations/{id}")
  LocationView location(@InPath("id") int id);

  /** What Apple sent lately, newest first. */
  @Route(path = "/locations/{id}/notifications")
  PageOf<ReceivedView> notifications(
      @InPath("id") int id,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  /** Hands in a token for a new location; the job asks Apple and tells what became of it. */
  @Route(verb = Route.Verb.POST, path = "/locations")
  JobView add(TokenUpload upload);

  /** Hands in a fresh token for a location; everything else is kept. */
  @Route(verb = Route.Verb.POST, path = "/locations/{id}/token")
  JobView renew(@InPath("id") int id, TokenUpload upload);

  @Route(verb = Route.Verb.POST, path = "/locations/{id}/sync")
  JobView sync(@InPath("id") int id);

  /** Takes over a location that another management server manages. */
  @Route(verb = Route.Verb.POST, path = "/locations/{id}/take-over")
  LocationView takeOver(@InPath("id") int id);

  @Route(verb = Route.Verb.PATCH, path = "/locations/{id}")
  LocationView change(@InPath("id") int id, LocationChange change);

  /**
   * A token as handed in.
   *
   * @param content the file's text, as downloaded
   * @param name our name for a new location; null = Apple's
   */
  record TokenUpload(
      String content,
      @Nullable String fileName,
      @Nullable String name,
      @Nullable String contactEmail) {
    @Override
    public String toString() {
      return "TokenUpload[" + fileName + ", content hidden]";
    }
  }

  /**
   * Our own words for a location. What is null or absent stays as it is; an empty mail address
   * removes it.
   */
  record LocationChange(@Nullable String name, @Nullable String contactEmail) {}

  /** What Apple sent lately. */
  record ReceivedView(long id, Instant at, String type, String state, @Nullable String note) {}

  /**
   * A location. Instants are null where not known yet.
   *
   * @param notifications whether Apple's notifications arrive; else Coster asks by itself
   * @param notificationsMissingSince since when none arrives although Apple has our address
   * @param licensesGiven how many licenses are given; null until all were read once
   * @param fullyReadAt when everything was read last
   * @param running what is being read now, in words
   */
  record LocationView(
      int id,
      String uId,
      String name,
      @Nullable String contactEmail,
      @Nullable String locationName,
      @Nullable String organizationName,
      @Nullable String country,
      String state,
      String stateInWords,
      @Nullable Integer errorNumber,
      @Nullable String managedBy,
      @Nullable Instant tokenExpiresAt,
      boolean notifications,
      @Nullable Instant notificationsMissingSince,
      @Nullable Instant assetsAsOf,
      @Nullable Instant usersAsOf,
      @Nullable Instant assignmentsAsOf,
      @Nullable Instant fullyReadAt,
      @Nullable Long licensesGiven,
      @Nullable String running,
      List<TokenView> tokens) {}

  /** A token, without its secret. */
  record TokenView(
      int id,
      String state,
      @Nullable Instant expiresAt,
      @Nullable String fileName,
      String addedBy,
      Instant addedAt) {}
}
