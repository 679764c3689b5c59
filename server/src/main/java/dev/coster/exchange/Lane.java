package dev.coster.exchange;

/** The lanes of a location's traffic, most urgent first. None starves. */
public enum Lane {
  URGENT,
  STATUS,
  BULK,
  READ
}
