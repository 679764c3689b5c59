package dev.coster.exchange;

import dev.coster.apple.AppleAddresses;
import dev.coster.apple.AppleLocation;
import dev.coster.apple.AppleOperation;
import dev.coster.apple.AppleService;
import dev.coster.apple.ClientSettings;
import dev.coster.apple.ContentToken;
import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.NoAnswerException.Reason;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.apple.Reply;
import dev.coster.apple.ServiceConfig;
import dev.coster.apple.TrafficListener;
import dev.coster.apple.Transport;
import dev.coster.location.Location;
import dev.coster.location.LocationAccess;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to Apple: makes the clients. No call goes out while a transaction is open, nor for a
 * location whose lease may have gone, nor while Apple wants silence there; no answer comes in past
 * the {@link Watcher}, or what else keeps the pace. Thread-safe.
 */
final class Line {
  private static final Logger log = LoggerFactory.getLogger(Line.class);

  private final Transport transport;
  private final AppleAddresses addresses;
  private final Time time;
  private final LocationAccess locations;
  private final ServiceConfigs configs;
  private final Keeping keeping;
  private final UnknownLog unknown = new UnknownLog(log::warn);
  private final Unowned unowned = new Unowned();

  /** How what Apple says is kept. */
  record Keeping(Transactions transactions, Silences silences, Mishaps mishaps) {}

  Line(
      Transport transport,
      Tables tables,
      Time time,
      LocationAccess locations,
      ServiceConfigs configs,
      Silences silences,
      Mishaps mishaps) {
    this.transport = transport;
    this.addresses = new AppleAddresses(time.settings().baseUrl());
    this.time = time;
    this.locations = locations;
    this.configs = configs;
    this.keeping = new Keeping(tables.transactions(), silences, mishaps);
  }

  /** A client of a location, for one thread. */
  AppleLocation location(Desk desk, Location location, LocationAccess.UsableToken token) {
    Watcher watcher = new Watcher(desk, location, token, locations, keeping);
    Watched watched = new Watched(desk, watcher);
    return new AppleLocation(
        watched, addresses, token.secret(), ClientSettings.DEFAULT.withListener(watched));
  }

  /** A client with a token of which nothing is known yet. */
  AppleLocation candidate(ContentToken token) {
    return new AppleLocation(
        unowned, addresses, token, ClientSettings.DEFAULT.withListener(unowned));
  }

  /** A client with a token that is meant for a location of this node: it keeps to its pace. */
  AppleLocation candidate(ContentToken token, Desk desk) {
    Renewing renewing = new Renewing(desk);
    return new AppleLocation(
        renewing, addresses, token, ClientSettings.DEFAULT.withListener(renewing));
  }

  /** When a call that belongs to no location may go; an instant that is over means at once. */
  Instant unownedAt() {
    Instant paced = unowned.pacer.next();
    Instant silent = keeping.silences().untilEverywhere();
    return silent.isAfter(paced) ? silent : paced;
  }

  /**
   * Reads what Apple publishes for everybody, and keeps it; empty without a good answer, or while
   * Apple wants no question.
   */
  Optional<Limits> readServiceConfig() {
    Instant now = time.now();
    Instant silentUntil = unowned.pacer.silentUntil();
    if ((silentUntil != null && silentUntil.isAfter(now))
        || keeping.silences().untilEverywhere().isAfter(now)) {
      return Optional.empty();
    }
    Reply<ServiceConfig> reply;
    try {
      reply =
          new AppleService(unowned, addresses, ClientSettings.DEFAULT.withListener(unowned))
              .serviceConfig();
    } catch (NoAnswerException noAnswer) {
      log.info("No answer to service config: {}", noAnswer.getMessage());
      return Optional.empty();
    }
    if (reply instanceof Reply.Refused<ServiceConfig> refused) {
      log.info("Service config was refused with HTTP {}", refused.httpStatus());
    }
    return reply
        .accepted()
        .map(config ->
            new ServiceConfigs.Published(
                config.limits(), config.urls(), config.notificationTypes()))
        .map(configs::save)
        .map(ServiceConfigs.Known::limits);
  }

  private HttpAnswer exchange(HttpCall call) {
    Transactions.requireNone();
    return transport.exchange(call);
  }

  /** Others may have been told to be silent since the call was given. */
  private void requireNoSilence(Desk desk, Instant now) {
    if (keeping.silences().until(desk.lease().locationId()).isAfter(now)) {
      throw heldBack("Apple wants no call at this moment");
    }
  }

  private static NoAnswerException heldBack(String why) {
    return new NoAnswerException(Sent.NO, Reason.HELD_BACK, why, null);
  }

  /** Keeps what a refusal said; the answer itself must reach who asked. */
  private void told(@Nullable Integer locationId, Reply.Refused<?> refused) {
    try {
      keeping.silences().told(locationId, refused);
    } catch (RuntimeException failed) {
      keeping.mishaps().happened("Keeping how long Apple wants no call", failed);
    }
  }

  /** The line for what belongs to no location yet: about one call a second, as Apple allows. */
  private final class Unowned implements Transport, TrafficListener {
    private final Pacer pacer = new Pacer(null, null);

    Unowned() {
      pacer.published(1.0);
    }

    @Override
    public HttpAnswer exchange(HttpCall call) {
      pacer.went(time.now());
      return Line.this.exchange(call);
    }

    @Override
    public void answered(AppleOperation operation, Reply<?> reply, long nanos) {
      unknown.saw(operation, reply);
      if (reply instanceof Reply.Refused<?> refused) {
        Watcher.pace(pacer, refused, time.now());
        told(null, refused);
      } else {
        pacer.answered();
      }
    }

    @Override
    public void unanswered(AppleOperation operation, NoAnswerException failure, long nanos) {
      if (Watcher.isTrouble(failure)) {
        pacer.trouble(time.now());
      }
    }
  }

  /** The line for a token that was handed in for a location: one call of the location's traffic. */
  private final class Renewing implements Transport, TrafficListener {
    private final Desk desk;

    Renewing(Desk desk) {
      this.desk = desk;
    }

    @Override
    public HttpAnswer exchange(HttpCall call) {
      Instant now = time.now();
      if (!desk.surelyHeld(now)) {
        throw heldBack("The lease may have gone to another node");
      }
      requireNoSilence(desk, now);
      unowned.pacer.went(now);
      desk.pacer().went(now);
      return Line.this.exchange(call);
    }

    @Override
    public void answered(AppleOperation operation, Reply<?> reply, long nanos) {
      if (reply instanceof Reply.Refused<?> refused) {
        Watcher.pace(desk.pacer(), refused, time.now());
        told(desk.lease().locationId(), refused);
      } else {
        desk.pacer().answered();
      }
    }

    @Override
    public void unanswered(AppleOperation operation, NoAnswerException failure, long nanos) {
      if (Watcher.isTrouble(failure)) {
        desk.pacer().trouble(time.now());
      }
    }
  }

  /** The line of one location as one call uses it: the first exchange was paced already. */
  private final class Watched implements Transport, TrafficListener {
    private final Desk desk;
    private final Watcher watcher;
    private boolean used;
    private long claimsBefore;
    private Instant sentAt = Instant.MIN;

    Watched(Desk desk, Watcher watcher) {
      this.desk = desk;
      this.watcher = watcher;
    }

    @Override
    public HttpAnswer exchange(HttpCall call) {
      Instant now = time.now();
      if (!desk.surelyHeld(now)) {
        throw new Session.LeaseLostException("The lease may have gone to another node");
      }
      requireNoSilence(desk, now);
      if (used) {
        desk.pacer().went(now);
      }
      used = true;
      claimsBefore = desk.claims();
      sentAt = now;
      return Line.this.exchange(call);
    }

    @Override
    public void answered(AppleOperation operation, Reply<?> reply, long nanos) {
      watcher.refuseForeign(reply, time.now());
      unknown.saw(operation, reply);
      if (operation == AppleOperation.CONFIGURE_CLIENT && reply.accepted().isPresent()) {
        desk.claimed(Watcher.claim(reply.envelope().mdmInfo()));
      }
      watcher.saw(reply, sentAt, claimsBefore, time.now());
    }

    @Override
    public void unanswered(AppleOperation operation, NoAnswerException failure, long nanos) {
      watcher.sawNothing(failure, time.now());
    }
  }
}
