package dev.coster.apple;

/** The operations of Apple's service that this client knows. */
public enum AppleOperation {
  SERVICE_CONFIG("/service/config", Kind.READ),
  CLIENT_CONFIG("/client/config", Kind.READ),
  CONFIGURE_CLIENT("/client/config", Kind.WRITE),
  ASSETS("/assets", Kind.READ),
  ASSOCIATE("/assets/associate", Kind.WRITE),
  DISASSOCIATE("/assets/disassociate", Kind.WRITE),
  REVOKE("/assets/revoke", Kind.WRITE),
  ASSIGNMENTS("/assignments", Kind.READ),
  USERS("/users", Kind.READ),
  CREATE_USERS("/users/create", Kind.WRITE),
  UPDATE_USERS("/users/update", Kind.WRITE),
  RETIRE_USERS("/users/retire", Kind.WRITE),
  STATUS("/status", Kind.READ),
  /** Goes to the store's lookup host, not to the base address. */
  CONTENT_METADATA("", Kind.READ);

  private enum Kind {
    READ,
    WRITE
  }

  private final String path;
  private final Kind kind;

  AppleOperation(String path, Kind kind) {
    this.path = path;
    this.kind = kind;
  }

  /** The path below the base address. */
  String path() {
    return path;
  }

  /** Whether it changes something at Apple. */
  public boolean write() {
    return kind == Kind.WRITE;
  }
}
