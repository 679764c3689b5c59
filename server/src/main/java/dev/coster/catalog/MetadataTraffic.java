package dev.coster.catalog;

import dev.coster.apple.AppleAddresses;
import dev.coster.apple.ContentMetadata;
import dev.coster.apple.ContentMetadataQuery;
import dev.coster.apple.LookupAddress;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Reply;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Lane;
import dev.coster.exchange.Session;
import dev.coster.exchange.TrafficSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks up names and icons, one asset at a time and after everything else, since nothing waits for
 * them. What cannot be had is tried again later and later; an asset without a name is shown by its
 * number. Thread-safe.
 */
final class MetadataTraffic implements TrafficSource {
  private static final Duration QUIET = Duration.ofSeconds(30);
  private static final Duration FRESH_FOR = Duration.ofDays(7);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
  private static final int MOST_DOUBLINGS = 9;
  private static final String LANGUAGE = "en";

  private final MetadataStore store;
  private final IconFetch icons;
  private final Exchange exchange;
  private final AppleAddresses addresses;
  private final Set<Busy> busy = ConcurrentHashMap.newKeySet();

  MetadataTraffic(
      MetadataStore store, IconFetch icons, Exchange exchange, AppleAddresses addresses) {
    this.store = store;
    this.icons = icons;
    this.exchange = exchange;
    this.addresses = addresses;
  }

  private record Busy(int locationId, String adamId) {}

  @Override
  public Lane lane() {
    return Lane.READ;
  }

  @Override
  public Duration quiet() {
    return QUIET;
  }

  @Override
  public Optional<Call> next(Session session) {
    Optional<LookupAddress> address =
        exchange.url("contentMetadataLookup").flatMap(addresses::lookup);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int location = session.locationId();
    return store.storefront(location).flatMap(store -> next(session, address.get(), store));
  }

  private Optional<Call> next(
      Session session, LookupAddress address, MetadataStore.Storefront storefront) {
    int location = session.locationId();
    Set<String> inWork = ConcurrentHashMap.newKeySet();
    busy.stream().filter(b -> b.locationId() == location).forEach(b -> inWork.add(b.adamId()));
    return store
        .due(location, storefront.country(), session.now(), inWork)
        .map(due -> {
          Busy taken = new Busy(location, due.adamId());
          busy.add(taken);
          return new Lookup(address, storefront, due, taken);
        });
  }

  /** One look into the store. */
  private final class Lookup implements Call {
    private final LookupAddress address;
    private final MetadataStore.Storefront storefront;
    private final MetadataStore.Due due;
    private final Busy taken;

    Lookup(
        LookupAddress address,
        MetadataStore.Storefront storefront,
        MetadataStore.Due due,
        Busy taken) {
      this.address = address;
      this.storefront = storefront;
      this.due = due;
      this.taken = taken;
    }

    @Override
    public String description() {
      return "store metadata of " + due.adamId();
    }

    @Override
    public void run(Session session) {
      try {
        look(session);
      } catch (NoAnswerException unanswered) {
        missed(session);
        throw unanswered;
      } finally {
        busy.remove(taken);
      }
    }

    private void look(Session session) {
      ContentMetadataQuery query =
          new ContentMetadataQuery(
              due.adamId(), storefront.platform(), storefront.country(), LANGUAGE);
      Reply<Optional<ContentMetadata>> reply = session.apple().contentMetadata(address, query);
      reply
          .accepted()
          .flatMap(found -> found)
          .ifPresentOrElse(found -> save(session, found), () -> missed(session));
    }

    private void save(Session session, ContentMetadata found) {
      Optional<URI> iconAddress = Optional.ofNullable(found.artwork()).flatMap(icons::address);
      Optional<Assets.Icon> icon = iconAddress.flatMap(icons::fetch);
      boolean complete = found.name() != null && (iconAddress.isEmpty() || icon.isPresent());
      Instant now = session.now();
      MetadataStore.Schedule schedule =
          complete ? new MetadataStore.Schedule(now, now.plus(FRESH_FOR), 0) : later(now);
      session.fenced(() -> {
        store.save(
            storefront.country(),
            found,
            iconAddress.map(URI::toString).orElse(null),
            icon.orElse(null),
            schedule);
        return schedule;
      });
    }

    private void missed(Session session) {
      MetadataStore.Schedule schedule = later(session.now());
      session.fenced(() -> {
        store.missed(storefront.country(), due.adamId(), schedule);
        return schedule;
      });
    }

    private MetadataStore.Schedule later(Instant now) {
      Duration pause =
          FIRST_PAUSE.multipliedBy(1L << Math.clamp(due.attempts(), 0, MOST_DOUBLINGS));
      Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      return new MetadataStore.Schedule(now, now.plus(bounded), due.attempts() + 1);
    }
  }
}
