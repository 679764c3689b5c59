package dev.coster.web.console;

import dev.coster.platform.Problem;
import dev.coster.platform.Problem.Kind;
import dev.coster.platform.Problem.Side;
import dev.coster.security.SignedIn;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Says failures on a page: what happened, whose side, what it means, what to do, what to copy. */
final class Failures {

  private final Templates pages;
  private final Frames frames;

  Failures(Templates pages, Frames frames) {
    this.pages = pages;
    this.frames = frames;
  }

  /** The page, with the navigation around it for those who are signed in. */
  JteModel page(Problem problem, @Nullable String eventId, HttpServletRequest request) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn me) {
      Frame frame = frames.frame("That did not work", Frame.Section.NONE, me, request);
      return pages.failure(frame, problem, eventId);
    }
    return pages.barefailure(problem, eventId);
  }

  /** What an HTTP status means to somebody in front of a browser. */
  static Problem of(int status) {
    return switch (status) {
      case 404 ->
          new Problem(
              Kind.NOT_FOUND,
              Side.YOURS,
              "request.no_page",
              "There is no such page.",
              "Nothing was changed.",
              "Check the address, or start from the overview.");
      case 405 ->
          Problem.invalid(
              "request.wrong_method",
              "This address takes no such request.",
              "Use the buttons of the pages; going back and sending again does not work here.");
      case 413 ->
          Problem.invalid(
              "request.too_large",
              "What was sent is larger than 64 MB.",
              "Split the file, and hand in the parts one by one.");
      case 403 ->
          new Problem(
              Kind.FORBIDDEN,
              Side.YOURS,
              "account.not_allowed",
              "You may not do this.",
              "Nothing was changed.",
              "Ask an owner for the right to do it.");
      default ->
          status >= 500
              ? new Problem(
                  Kind.UNAVAILABLE,
                  Side.COSTER,
                  "coster.failed",
                  "Coster could not show this page.",
                  "Whether something was changed is not certain; look before you repeat it.",
                  "Try again; if it stays, give the event id to whoever runs the server.")
              : Problem.invalid(
                  "request.malformed",
                  "A field is missing, or holds something that does not belong there.",
                  "Go back, check the form or the address, and send it again.");
    };
  }
}
