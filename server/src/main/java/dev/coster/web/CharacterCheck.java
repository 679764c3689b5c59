package dev.coster.web;

import dev.coster.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses parameters and parts of the path with characters that cannot be stored, before any
 * handler sees them: pages and REST interface tell the refusal each in its own way.
 */
public final class CharacterCheck implements HandlerInterceptor {

  /** Made by configuration, and once for each rim of the REST interface. */
  CharacterCheck() {}

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    check(request);
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.forEach((name, value) -> check(String.valueOf(name), String.valueOf(value)));
    }
    return true;
  }

  /** Refuses by a {@link Problem}. */
  static void check(HttpServletRequest request) {
    parameters(request)
        .forEach((name, values) -> Arrays.stream(values).forEach(value -> check(name, value)));
  }

  /** Names with such characters are refused by the firewall of Spring Security already. */
  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      requireReadable(request);
      return request.getParameterMap();
    } catch (RequestRejectedException badName) {
      throw refusal("A parameter's name");
    } catch (InvalidParameterException tooLarge) {
      // The page that tells so comes through here as well, and has to be shown.
      return Map.of();
    }
  }

  /** Refuses parameters that are no UTF-8; what is too large is told by those who ask for it. */
  public static void requireReadable(HttpServletRequest request) {
    try {
      request.getParameter("");
    } catch (InvalidParameterException unreadable) {
      if (unreadable.getErrorCode() == HttpServletResponse.SC_BAD_REQUEST) {
        throw Problem.invalid(
            Characters.CODE, "A parameter is no text in UTF-8.", "Write it anew, or remove it.");
      }
    }
  }

  private static void check(String name, String value) {
    if (Characters.areIllegal(name)) {
      throw refusal("A parameter's name");
    }
    if (Characters.areIllegal(value)) {
      throw refusal("“" + name + "”");
    }
  }

  private static Problem refusal(String what) {
    return Problem.invalid(
        Characters.CODE,
        what + " contains a character that cannot be stored.",
        "Remove it; a NUL for instance is no part of any text.");
  }
}
