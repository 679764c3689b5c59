package dev.coster.security;

import dev.coster.platform.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Hands what the sign-in form sends to {@link SignIns}. */
final class FormSignIn implements AuthenticationProvider {
  private final SignIns signIns;

  FormSignIn(SignIns signIns) {
    this.signIns = signIns;
  }

  /** A refusal, carried through Spring Security to the sign-in page. */
  static final class RefusedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;
    private final Problem problem;

    RefusedException(Problem problem) {
      super(problem.what(), problem);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  @Override
  public Authentication authenticate(Authentication form) {
    String address =
        form.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "unknown";
    try {
      SignedIn who = signIns.signIn(form.getName(), text(form.getCredentials()), address);
      return UsernamePasswordAuthenticationToken.authenticated(
          new SessionUser(who.administratorId()), null, List.of());
    } catch (Problem refused) {
      throw new RefusedException(refused);
    }
  }

  private static String text(@Nullable Object credentials) {
    return credentials == null ? "" : credentials.toString();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
