package dev.coster.exchange;

import java.net.URI;
import java.time.Duration;

/**
 * Apple's address, Apple's waits, and the measures of a node. All have a default that is Apple's
 * published value, or ours where Apple publishes none.
 *
 * @param baseUrl of Apple's service, up to and with the version, without a slash at the end
 * @param firstPollWithNotifications how long an event is left to notifications before it is polled
 * @param firstPoll the same where notifications do not work
 * @param pollEvery between two polls of an event
 * @param resendAfter an event that is pending for so long is asked for again
 * @param lostGrace so long after sending may Apple still accept a request that it did not answer,
 *     and work on it; well above the time after which the transport gives up waiting
 * @param leaseFor how long a node holds a location's traffic without renewing
 * @param lookEvery how often an idle location is looked at
 * @param serviceConfigEvery how old Apple's published limits may get
 * @param window how many large events of a location may be pending at Apple
 * @param inFlight how many calls of a location may run beside each other
 * @param writesInFlight how many of them may be requests that change something
 * @param runByItself whether the workers run by threads of their own; false where they are cranked
 *     by hand ({@link Workers#step})
 */
public record ExchangeSettings(
    URI baseUrl,
    Duration firstPollWithNotifications,
    Duration firstPoll,
    Duration pollEvery,
    Duration resendAfter,
    Duration lostGrace,
    Duration leaseFor,
    Duration lookEvery,
    Duration serviceConfigEvery,
    int window,
    int inFlight,
    int writesInFlight,
    boolean runByItself) {

  /** Apple's values, for a service at this address. */
  public static ExchangeSettings standard(URI baseUrl) {
    return new ExchangeSettings(
        baseUrl,
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        4,
        5,
        2,
        true);
  }
}
