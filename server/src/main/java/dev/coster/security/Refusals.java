package dev.coster.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What callers hear that are stopped before any handler. */
final class Refusals {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Refusals() {}

  /** The REST interface without a valid token. */
  static void unauthorized(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    problem(
        response,
        HttpStatus.UNAUTHORIZED,
        "account.not_signed_in",
        "The API token is missing, unknown, expired or revoked.",
        "Sign in again (coster login), and send the token as bearer.");
  }

  /** The REST interface where the rules of the filters say no. */
  static void forbidden(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    problem(
        response,
        HttpStatus.FORBIDDEN,
        "account.not_allowed",
        "You may not do this.",
        "Ask an owner for the right to do it.");
  }

  /** A page whose form is older than the session. */
  static void staleForm(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    if (isHtmx(request)) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      response.setHeader("HX-Refresh", "true");
    } else {
      SignInNotice.leave(request, "The page was too old. Nothing was changed; please try again.");
      response.sendRedirect(request.getContextPath() + "/sign-in");
    }
  }

  /** Whether htmx asks for a part of a page; a sign-in page must not land inside it. */
  static boolean isHtmx(HttpServletRequest request) {
    return "true".equals(request.getHeader("HX-Request"));
  }

  /** A part of a page when nobody is signed in any more. */
  static void signInAgain(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setHeader("HX-Redirect", request.getContextPath() + "/sign-in");
  }

  private static void problem(
      HttpServletResponse response, HttpStatus status, String code, String what, String remedy)
      throws IOException {
    ObjectNode body =
        JSON.createObjectNode()
            .put("type", "https://coster.dev/problems/" + code)
            .put("title", what)
            .put("status", status.value())
            .put("detail", "Nothing was changed.")
            .put("code", code)
            .put("side", "YOURS")
            .put("remedy", remedy);
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
