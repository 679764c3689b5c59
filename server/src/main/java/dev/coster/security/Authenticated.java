package dev.coster.security;

import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Puts whoever calls into Spring Security's context, for this request alone. */
final class Authenticated {
  private Authenticated() {}

  static void install(SignedIn who) {
    // A context of its own: the one at hand is the session's.
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
    SecurityContextHolder.setContext(context);
  }
}
