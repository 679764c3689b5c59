package dev.coster.simulator;

/** What an event does; the name is what goes over the wire. */
enum EventType {
  ASSOCIATE,
  DISASSOCIATE,
  REVOKE,
  CREATE,
  UPDATE,
  RETIRE
}
