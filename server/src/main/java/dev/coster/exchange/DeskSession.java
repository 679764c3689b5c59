package dev.coster.exchange;

import dev.coster.apple.AppleLocation;
import dev.coster.location.Location;
import dev.coster.location.LocationAccess;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call's view of a location. For one thread. */
final class DeskSession implements Session {
  private final Desk desk;
  private final ExchangeParts parts;
  private final Location location;
  private final Limits limits;
  private @Nullable AppleLocation apple;

  DeskSession(Desk desk, ExchangeParts parts, Location location, Limits limits) {
    this.desk = desk;
    this.parts = parts;
    this.location = location;
    this.limits = limits;
  }

  @Override
  public int locationId() {
    return location.id();
  }

  @Override
  public AppleLocation apple() {
    AppleLocation known = apple;
    if (known == null) {
      LocationAccess.UsableToken token =
          parts
              .locations()
              .tokenFor(location.id())
              .orElseThrow(() -> new IllegalStateException("No token is left"));
      known = parts.line().location(desk, location, token);
      apple = known;
    }
    return known;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public Instant now() {
    return parts.time().now();
  }

  @Override
  public boolean mayWrite() {
    return location.state().writable();
  }

  @Override
  public boolean managerKnown() {
    return desk.heardLately(now());
  }

  @Override
  public <T> T fenced(Supplier<T> work) {
    return parts
        .tables()
        .transactions()
        .call(() -> {
          if (!parts.tables().leases().fence(desk.lease())) {
            desk.end();
            throw new LeaseLostException(
                "The lease of location " + location.id() + " went to another node");
          }
          return work.get();
        });
  }

  /** What all calls of the location share. */
  Desk desk() {
    return desk;
  }
}
