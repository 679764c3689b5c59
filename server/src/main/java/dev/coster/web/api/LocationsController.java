package dev.coster.web.api;

import dev.coster.api.JobView;
import dev.coster.api.LocationsApi;
import dev.coster.api.PageOf;
import dev.coster.distribution.Licenses;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.LocationAdministration;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.location.LocationWords;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import dev.coster.web.Cursors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link LocationsApi}. */
@RestController
final class LocationsController implements LocationsApi {

  private final LocationAdministration locations;
  private final Sync sync;
  private final Jobs jobs;
  private final Transactions transactions;
  private final Licenses licenses;

  LocationsController(
      LocationAdministration locations,
      Sync sync,
      Jobs jobs,
      Transactions transactions,
      Licenses licenses) {
    this.locations = locations;
    this.sync = sync;
    this.jobs = jobs;
    this.transactions = transactions;
    this.licenses = licenses;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<LocationView> locations() {
    List<Freshness> freshness = sync.freshness(visibility());
    Map<Integer, Long> given = licenses.totals(visibility());
    return new PageOf<>(
        locations.list(visibility()).stream().map(each -> view(each, freshness, given)).toList(),
        null);
  }

  @Override
  @Allowed(Permission.VIEW)
  public LocationView location(int id) {
    return view(found(id), sync.freshness(visibility()), licenses.totals(visibility()));
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<ReceivedView> notifications(
      int id, @Nullable String cursor, @Nullable Integer limit) {
    found(id);
    long before = Cursors.place(cursor, Long.MAX_VALUE);
    return Views.page(
        limit,
        most -> sync.received(visibility(), id, before, most),
        each -> new ReceivedView(each.id(), each.at(), each.type(), each.state(), each.note()),
        last -> Cursors.place(last.id()));
  }

  @Override
  @Allowed(Permission.EDIT_LOCATIONS)
  public JobView add(TokenUpload upload) {
    return handIn(upload, OptionalInt.empty());
  }

  @Override
  @Allowed(Permission.EDIT_LOCATIONS)
  public JobView renew(int id, TokenUpload upload) {
    found(id);
    return handIn(upload, OptionalInt.of(id));
  }

  private JobView handIn(TokenUpload upload, OptionalInt renews) {
    TokenFile file =
        new TokenFile(
            upload.fileName(),
            upload.content().getBytes(StandardCharsets.ISO_8859_1),
            upload.name(),
            upload.contactEmail());
    return started(
        transactions.call(() -> locations.handIn(file, renews, Caller.signedIn().actor())));
  }

  @Override
  @Allowed(Permission.SYNC)
  public JobView sync(int id) {
    found(id);
    return started(transactions.call(() -> sync.syncNow(id, Caller.signedIn().actor())));
  }

  @Override
  @Allowed(Permission.EDIT_LOCATIONS)
  public LocationView takeOver(int id) {
    found(id);
    transactions.run(() -> locations.takeOver(id, Caller.signedIn().actor()));
    return location(id);
  }

  @Override
  @Allowed(Permission.EDIT_LOCATIONS)
  public LocationView change(int id, LocationChange change) {
    Location now = found(id);
    String name = change.name() == null ? now.name() : change.name();
    String email = change.contactEmail() == null ? now.contactEmail() : change.contactEmail();
    transactions.run(() -> locations.rename(id, name, email, Caller.signedIn().actor()));
    return location(id);
  }

  private JobView started(UUID job) {
    return Views.job(jobs.find(visibility(), job).orElseThrow());
  }

  private Location found(int id) {
    return locations
        .find(visibility(), id)
        .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
  }

  private LocationView view(Location location, List<Freshness> all, Map<Integer, Long> given) {
    Freshness fresh =
        all.stream()
            .filter(each -> each.locationId() == location.id())
            .findFirst()
            .orElse(new Freshness(location.id(), null, null, null, null, null));
    return new LocationView(
        location.id(),
        location.uId(),
        location.name(),
        location.contactEmail(),
        location.locationName(),
        location.organizationName(),
        location.countryCode(),
        location.state().name(),
        LocationWords.words(location),
        location.stateError(),
        location.claimedByName(),
        location.tokenExpiresAt(),
        location.notified(),
        location.notificationsMissingSince(),
        fresh.assetsAsOf(),
        fresh.usersAsOf(),
        fresh.assignmentsAsOf(),
        fresh.fullyReadAt(),
        fresh.fullyReadAt() == null ? null : given.getOrDefault(location.id(), 0L),
        fresh.running(),
        tokens(location.id()));
  }

  private List<TokenView> tokens(int locationId) {
    return locations.tokens(visibility(), locationId).stream()
        .map(token ->
            new TokenView(
                token.id(),
                token.state().name(),
                token.expiresAt(),
                token.fileName(),
                token.addedBy(),
                token.addedAt()))
        .toList();
  }

  private static Visibility visibility() {
    return Caller.signedIn().visibility();
  }
}
