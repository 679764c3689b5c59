package dev.coster.web.api;

import dev.coster.platform.Problem;
import dev.coster.security.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who calls: the REST interfaces themselves know no one. */
final class Caller {

  private Caller() {}

  static SignedIn signedIn() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn me) {
      return me;
    }
    throw new Problem(
        Problem.Kind.FORBIDDEN,
        Problem.Side.YOURS,
        "account.not_signed_in",
        "Nobody is signed in.",
        "Nothing was changed.",
        "Send an API token as bearer.");
  }
}
