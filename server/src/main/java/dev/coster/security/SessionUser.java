package dev.coster.security;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/** What a session remembers of whoever signed in: nothing that could grow old. */
record SessionUser(UUID administratorId) implements Principal, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public String getName() {
    return administratorId.toString();
  }
}
