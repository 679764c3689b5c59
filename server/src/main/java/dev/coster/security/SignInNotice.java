package dev.coster.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/**
 * What the sign-in page has to say after a refused attempt. It travels in the session and is shown
 * once.
 */
public final class SignInNotice {
  private static final String ATTRIBUTE = SignInNotice.class.getName();

  private SignInNotice() {}

  static void leave(HttpServletRequest request, String words) {
    request.getSession().setAttribute(ATTRIBUTE, words);
  }

  /** Takes the words for the page; empty when nothing was refused. */
  public static Optional<String> take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String words)) {
      return Optional.empty();
    }
    session.removeAttribute(ATTRIBUTE);
    return Optional.of(words);
  }
}
