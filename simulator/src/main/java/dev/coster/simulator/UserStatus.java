package dev.coster.simulator;

/** A registered user's status. */
enum UserStatus {
  REGISTERED("Registered"),
  ASSOCIATED("Associated"),
  RETIRED("Retired"),
  DELETED("Deleted");

  final String wire;

  UserStatus(String wire) {
    this.wire = wire;
  }

  boolean active() {
    return this == REGISTERED || this == ASSOCIATED;
  }
}
