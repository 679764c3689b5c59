package dev.coster.location;

import dev.coster.audit.Audit;
import dev.coster.job.HandCrankedWakeups;
import dev.coster.job.Job;
import dev.coster.job.TestJobs;
import dev.coster.location.Candidates.Answer;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAccess.Description;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.location.Locations.ClaimLost;
import dev.coster.location.Locations.LocationUsable;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Outbox;
import dev.coster.platform.SecretBox;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The package on a real database, with Apple played by the test. */
final class LocationWorld {
  static final Actor ADMIN = new Actor(Actor.Kind.ADMINISTRATOR, "a-1", "Ada");

  final SettableClock clock = new SettableClock();
  final HandCrankedWakeups wakeups = new HandCrankedWakeups();
  final List<Record> events = new ArrayList<>();
  final TestJobs jobs;
  final StoredLocations locations;
  final Candidates candidates;
  private final Outbox outbox;
  private final TestDatabase database;

  LocationWorld(TestDatabase database, @Nullable String publicUrl) {
    this.database = database;
    this.outbox = new Outbox(database.transactions(), database.jdbc(), clock);
    outbox.subscribe("test", LocationUsable.class, events::add);
    outbox.subscribe("test", ClaimLost.class, events::add);
    Ids ids = Ids.secure(clock);
    Audit audit = dev.coster.audit.TestAudit.stored(database.jdbc(), ids, clock);
    this.jobs = TestJobs.of(database, clock, wakeups, audit);
    SecretBox secrets =
        SecretBox.open(TestDatabase.folder("keys-" + UUID.randomUUID()).resolve("secret.key"));
    LocationParts parts =
        LocationParts.of(
            database.transactions(),
            LocationConfiguration.stores(database.jdbc()),
            new Surroundings(audit, jobs.jobs(), secrets, ids, clock),
            outbox,
            Optional.ofNullable(publicUrl).map(URI::create));
    this.locations = parts.locations();
    this.candidates = parts.candidates();
    jobs.add(new TokenJob(HandedIn.ADD, jobs.jobs(), parts.candidates()));
    jobs.add(new TokenJob(HandedIn.RENEW, jobs.jobs(), parts.candidates()));
  }

  /** Empties what this package and its neighbors write; far quicker than a new database. */
  static void empty(TestDatabase database) {
    database
        .jdbc()
        .sql("truncate location, token_candidate, job, audit_event, outbox_event cascade")
        .update();
  }

  /** A token as Apple writes it; the secret inside tells one from another. */
  static String token(String secret, String expires) {
    String json =
        "{\"token\":\"%s\",\"expDate\":\"%s\",\"orgName\":\"ORG1\"}".formatted(secret, expires);
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static String token(String secret) {
    return token(secret, "2027-01-01T00:00:00+0000");
  }

  static TokenFile file(String content) {
    return new TokenFile(
        "sToken (1) ü&%.vpptoken", content.getBytes(StandardCharsets.UTF_8), null, null);
  }

  UUID handIn(String token) {
    return locations.handIn(file(token), OptionalInt.empty(), ADMIN);
  }

  UUID renew(int location, String token) {
    return locations.handIn(file(token), OptionalInt.of(location), ADMIN);
  }

  /** Plays exchange: takes the next token and gives Apple's answer. */
  void answer(Answer answer) {
    candidates.answered(next().orElseThrow().jobId(), answer);
  }

  /** The next token, whichever location it is for. */
  Optional<Candidates.Candidate> next() {
    return candidates.next(
        locations.list(Visibility.ALL).stream().map(Location::id).collect(Collectors.toSet()));
  }

  static Answer.Described described(String uId, @Nullable Claim seen) {
    return new Answer.Described(
        new Description(uId, "Library " + uId, "US", "volumestore", "https://school.apple.com"),
        seen,
        null);
  }

  /** A location, added and described. */
  Location added(String uId, @Nullable Claim seen) {
    UUID job = handIn(token("secret-of-" + uId));
    answer(described(uId, seen));
    return location(job(job).result().get("locationId").asInt());
  }

  Location location(int id) {
    return locations.find(Visibility.ALL, id).orElseThrow();
  }

  Job job(UUID id) {
    return jobs.jobs().find(Visibility.ALL, id).orElseThrow();
  }

  int tokenInUse(int location) {
    return locations.tokenFor(location).orElseThrow().id();
  }

  Instant now() {
    return clock.instant();
  }

  List<Record> events() {
    outbox.drain();
    return events;
  }

  List<String> audited() {
    return database
        .jdbc()
        .sql("select action || ': ' || summary from audit_event order by at, audit_event_id")
        .query(String.class)
        .list();
  }
}
