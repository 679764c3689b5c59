package dev.coster.security;

import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import java.util.Set;
import java.util.UUID;

/**
 * Who makes the request: an administrator in a browser, or a program with an administrator's API
 * token. Read from the database anew for each request, so that whoever is disabled is out at once.
 * Handlers of pages take one as argument; everywhere it is the principal of Spring Security's
 * context.
 *
 * @param administratorId the administrator, also behind an API token
 * @param actor for the audit: the administrator, or the token
 */
public record SignedIn(
    UUID administratorId, Actor actor, String email, Role role, Visibility visibility) {

  /** What may be done. */
  public Set<Permission> permissions() {
    return role.permissions();
  }

  /** Whether something may be done. */
  public boolean may(Permission permission) {
    return permissions().contains(permission);
  }

  /** Refuses whoever may not do this. */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw forbidden(permission);
    }
  }

  static Problem forbidden(Permission permission) {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        Problem.Side.YOURS,
        "account.not_allowed",
        "You may not do this.",
        "Nothing was changed.",
        "It needs the permission " + permission + ". Ask an owner for it.");
  }
}
