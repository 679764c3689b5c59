package dev.coster.location;

import dev.coster.apple.ContentToken;
import dev.coster.apple.ContentTokenFile;
import dev.coster.audit.Audit;
import dev.coster.job.Jobs;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.location.LocationAdministration.TokenState;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes tokens that are handed in, as far as that goes without asking Apple. */
final class HandedIn {
  static final String ADD = "location.add";
  static final String RENEW = "location.renew";

  /** Who loses a race finds the winner's job, or what became of it; more is another matter. */
  private static final int ATTEMPTS = 5;

  private final StoredLocations.Stores stores;
  private final Surroundings surroundings;

  HandedIn(StoredLocations.Stores stores, Surroundings surroundings) {
    this.stores = stores;
    this.surroundings = surroundings;
  }

  /** The purpose that a token is sealed for; the same before and after it is accepted. */
  static String purpose(String fingerprint) {
    return "content-token:" + fingerprint;
  }

  /** Joins the caller's transaction. */
  UUID take(TokenFile file, OptionalInt renews, Actor actor) {
    Instant now = surroundings.clock().instant();
    ContentTokenFile.Parsed parsed = TokenFiles.read(file.content(), now);
    byte[] fingerprint = HexFormat.of().parseHex(parsed.token().fingerprint());
    Integer location = renews.isPresent() ? existing(renews.getAsInt()) : null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      stores
          .tokens()
          .find(fingerprint)
          .ifPresent(found -> {
            throw alreadyHere(found);
          });
      Optional<UUID> job = stores.candidates().jobOf(fingerprint, location);
      if (job.isPresent()) {
        return job.get();
      }
      CandidateStore.Row row =
          candidate(surroundings.ids().next(), file, parsed, fingerprint, location);
      if (stores.candidates().insert(row)) {
        return ask(file, row, actor);
      }
    }
    throw new IllegalStateException("A token was handed in and decided on again and again.");
  }

  private int existing(int locationId) {
    return stores
        .locations()
        .find(locationId)
        .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."))
        .id();
  }

  /** The refusal of a token that was accepted before. */
  static Problem alreadyHere(TokenStore.Found found) {
    String what =
        found.state() == TokenState.REPLACED
            ? "This is an older token of the location \"%s\"; a newer one has replaced it."
            : "This very token is here already, for the location \"%s\".";
    return Problem.conflict(
        "location.token.already_here",
        what.formatted(found.locationName()),
        "To renew the location's token, download a new one from Apple first.");
  }

  /** The token's row was there first, so that of two at the same moment one makes a job. */
  private UUID ask(TokenFile file, CandidateStore.Row row, Actor actor) {
    Integer location = row.renews();
    UUID job = surroundings.jobs().create(draft(file, location), actor);
    stores.candidates().hand(row.jobId(), job);
    String name = file.fileName();
    Audit.Entry entry =
        Audit.Entry.of(
                "location.token.hand_in",
                "job",
                job,
                name == null
                    ? "A content token was pasted."
                    : "A content token was handed in: %s.".formatted(name))
            .with(Map.of("validUntil", String.valueOf(row.expiresAt())));
    surroundings.audit().record(actor, location == null ? entry : entry.at(location));
    return job;
  }

  private static Jobs.Draft draft(TokenFile file, @Nullable Integer location) {
    String name = StoredLocations.blankToNull(file.name());
    String from = StoredLocations.blankToNull(file.fileName());
    String subject = name != null ? " " + name.strip() : from != null ? " (" + from + ")" : "";
    return location == null
        ? new Jobs.Draft(ADD, "Add location" + subject, null, 1, Map.of())
        : new Jobs.Draft(RENEW, "Renew token", location, 1, Map.of("locationId", location));
  }

  private CandidateStore.Row candidate(
      UUID job,
      TokenFile file,
      ContentTokenFile.Parsed parsed,
      byte[] fingerprint,
      @Nullable Integer location) {
    ContentToken token = parsed.token();
    return new CandidateStore.Row(
        job,
        location,
        surroundings.secrets().seal(purpose(token.fingerprint()), token.reveal()),
        fingerprint,
        StoredLocations.blankToNull(file.fileName()),
        parsed.expiresAt().toInstant(),
        parsed.organizationName(),
        StoredLocations.blankToNull(file.name()),
        StoredLocations.blankToNull(file.contactEmail()),
        surroundings.clock().instant(),
        0);
  }
}
