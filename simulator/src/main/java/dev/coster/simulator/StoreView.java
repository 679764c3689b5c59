package dev.coster.simulator;

/** What the store tells a device that asks for its license. */
public enum StoreView {
  /** No location has assigned the asset to this holder. */
  NOT_LICENSED,
  /**
   * Assigned and confirmed, but the store has not heard of it yet: devices get "license not found".
   */
  NOT_VISIBLE_YET,
  /** The store knows the license. */
  VISIBLE
}
