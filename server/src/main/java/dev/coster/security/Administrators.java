package dev.coster.security;

import dev.coster.platform.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people who may sign in. Methods that change join the caller's transaction. Thread-safe. */
public interface Administrators {

  /** All of them, by name. */
  List<Administrator> list();

  /**
   * Adds one; audited. Refused ({@link dev.coster.platform.Problem}) when the address is malformed
   * or taken, or the password is shorter than 12 characters or longer than 72 bytes.
   */
  UUID add(Draft draft, Actor actor);

  /**
   * Shuts one out, at once and with all API tokens; audited. Refused for the last owner who can
   * sign in.
   */
  void disable(UUID id, Actor actor);

  /** Lets one in again; audited. */
  void enable(UUID id, Actor actor);

  /**
   * Who is to be added.
   *
   * @param locations what is visible; null = everything
   */
  record Draft(
      String name, String email, String password, Role role, @Nullable Set<Integer> locations) {
    @Override
    public String toString() {
      return "Draft[" + email + ", " + role + ", password hidden]";
    }
  }

  /**
   * An administrator.
   *
   * @param disabledAt when shut out; null = may sign in
   */
  record Administrator(
      UUID id,
      String name,
      String email,
      Role role,
      boolean allLocations,
      Instant createdAt,
      @Nullable Instant disabledAt) {}
}
