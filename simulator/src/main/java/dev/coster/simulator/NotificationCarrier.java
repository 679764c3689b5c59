package dev.coster.simulator;

/** Carries notifications to management servers. */
@FunctionalInterface
public interface NotificationCarrier {
  /**
   * Tries to deliver one notification and waits for the outcome. Called outside the simulation's
   * lock, so a receiver may call the service meanwhile; must not throw.
   *
   * @return whether the receiver answered with a 2xx status
   */
  boolean deliver(OutgoingNotification notification);

  /** A carrier for a simulation without receivers: nothing arrives. */
  static NotificationCarrier none() {
    return notification -> false;
  }
}
