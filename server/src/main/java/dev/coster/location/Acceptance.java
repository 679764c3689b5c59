package dev.coster.location;

import dev.coster.audit.Audit;
import dev.coster.job.Job;
import dev.coster.job.JobState;
import dev.coster.location.CandidateStore.Row;
import dev.coster.location.Candidates.Answer.Described;
import dev.coster.location.LocationAccess.Description;
import dev.coster.platform.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with a token that Apple knows: a new location, or a fresh token for one. */
final class Acceptance {
  private final StoredLocations.Stores stores;
  private final Conditions conditions;
  private final Claims claims;
  private final Surroundings surroundings;

  Acceptance(
      StoredLocations.Stores stores,
      Conditions conditions,
      Claims claims,
      Surroundings surroundings) {
    this.stores = stores;
    this.conditions = conditions;
    this.claims = claims;
    this.surroundings = surroundings;
  }

  /** Ends the job one way or the other. Joins the caller's transaction. */
  void accept(Row row, Described described, Job job) {
    Integer renews = row.renews();
    if (renews == null) {
      add(row, described, job);
    } else {
      renew(row, described, job, renews);
    }
  }

  private void add(Row row, Described described, Job job) {
    Description description = described.description();
    Instant now = surroundings.clock().instant();
    Optional<Integer> id =
        stores
            .locations()
            .insert(
                description,
                name(row, description),
                row.contactEmail(),
                surroundings.ids().next(),
                now);
    if (id.isEmpty()) {
      alreadyHere(job, description);
      return;
    }
    int location = id.get();
    keep(location, row, described, job, now);
    claims.seen(location, described.seen(), now);
    audit(
        "location.add",
        location,
        job,
        "The location \"%s\" was added.".formatted(name(row, description)));
    conditions.refresh(location, now);
    finish(job, location);
  }

  private static String name(Row row, Description description) {
    String given = row.name() == null ? description.locationName() : row.name();
    return given == null || given.isBlank() ? description.uId() : given;
  }

  private void alreadyHere(Job job, Description description) {
    Location here =
        stores.locations().idOf(description.uId()).flatMap(stores.locations()::find).orElseThrow();
    surroundings
        .jobs()
        .fail(
            job.id(),
            Problem.conflict(
                "location.already_here",
                "This token opens the location \"%s\", which is here already."
                    .formatted(here.name()),
                "To renew its token, hand the file in there."),
            Map.of("locationId", here.id(), "locationName", here.name()));
  }

  private void renew(Row row, Described described, Job job, int locationId) {
    Location location = stores.locations().lock(locationId).orElseThrow();
    Description description = described.description();
    if (!location.uId().equals(description.uId())) {
      otherLocation(job, location, description);
      return;
    }
    Optional<TokenStore.Found> known = stores.tokens().find(row.fingerprint());
    if (known.isPresent()) {
      surroundings.jobs().fail(job.id(), HandedIn.alreadyHere(known.get()));
      return;
    }
    Instant now = surroundings.clock().instant();
    stores.tokens().replaceFaulty(locationId, now);
    keep(locationId, row, described, job, now);
    stores.locations().describe(locationId, description);
    claims.seen(locationId, described.seen(), now);
    audit(
        "location.renew",
        locationId,
        job,
        "The token of the location \"%s\" was renewed.".formatted(location.name()));
    conditions.refresh(locationId, now);
    finish(job, locationId);
  }

  private void otherLocation(Job job, Location meant, Description opened) {
    Optional<Location> known =
        stores.locations().idOf(opened.uId()).flatMap(stores.locations()::find);
    String name = known.map(Location::name).orElse(nameOf(opened));
    surroundings
        .jobs()
        .fail(
            job.id(),
            Problem.conflict(
                "location.token.other_location",
                "This token opens the location \"%s\", not \"%s\".".formatted(name, meant.name()),
                "Download the token of \"%s\", or hand this one in %s."
                    .formatted(
                        meant.name(),
                        known.isPresent() ? "at \"" + name + "\"" : "as a new location")),
            Map.of(
                "locationId",
                meant.id(),
                "opens",
                name,
                "opensId",
                known.map(Location::id).orElse(0)));
  }

  private static String nameOf(Description description) {
    String name = description.locationName();
    return name == null ? description.uId() : name;
  }

  private void keep(int location, Row row, Described described, Job job, Instant now) {
    Instant expires = described.tokenExpires() == null ? row.expiresAt() : described.tokenExpires();
    TokenStore.New token =
        new TokenStore.New(
            location, row.organizationName(), expires, row.fileName(), job.actor().name());
    stores.tokens().insert(token, row.secret(), row.fingerprint(), now);
    stores.locations().organization(location, row.organizationName());
  }

  private void audit(String action, int location, Job job, String summary) {
    surroundings
        .audit()
        .record(
            job.actor(),
            Audit.Entry.of(action, "location", location, summary)
                .at(location)
                .with(Map.of("jobId", job.id().toString())));
  }

  private void finish(Job job, int locationId) {
    Location location = stores.locations().find(locationId).orElseThrow();
    surroundings.jobs().count(job.id(), 1, 0);
    surroundings
        .jobs()
        .finish(
            job.id(),
            JobState.DONE,
            note(location),
            Map.of(
                "locationId", locationId,
                "state", location.state().name(),
                "uId", location.uId()));
  }

  private static @Nullable String note(Location location) {
    return location.state() == LocationState.CLAIMED_ELSEWHERE
        ? ("\"%s\" manages this location. Coster only reads it until an administrator takes it"
                + " over.")
            .formatted(
                location.claimedByName() == null ? "Another server" : location.claimedByName())
        : null;
  }
}
