package dev.coster.web.console;

import dev.coster.platform.Problem;
import dev.coster.security.SignedIn;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Shows what went wrong as a page: what happened, whose side, what to do, a code to copy. */
@ControllerAdvice(basePackageClasses = ConsoleProblems.class)
final class ConsoleProblems {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleProblems.class);

  private final Templates pages;
  private final Frames frames;

  ConsoleProblems(Templates pages, Frames frames) {
    this.pages = pages;
    this.frames = frames;
  }

  @ExceptionHandler
  JteModel refused(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    return page(problem, request, response);
  }

  /** The browser went away; there is nobody to tell. */
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void gone() {}

  @ExceptionHandler
  JteModel failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
    if (failure instanceof ErrorResponse
        || failure instanceof org.springframework.beans.TypeMismatchException) {
      return page(
          Problem.invalid(
              "request.malformed", "This address is not one of Coster's.", "Start from the list."),
          request,
          response);
    }
    String eventId = UUID.randomUUID().toString();
    LOG.error("Page failed, event {}", eventId, failure);
    return page(
        new Problem(
            Problem.Kind.UNAVAILABLE,
            Problem.Side.COSTER,
            "coster.failed",
            "Coster could not show this page.",
            "Whether something was changed is not certain; look before you repeat it.",
            "Try again; if it stays, give this id to whoever runs the server: " + eventId),
        request,
        response);
  }

  private JteModel page(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(problem.kind().status());
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn me) {
      Frame frame = frames.frame("That did not work", Frame.Section.NONE, me, request);
      return pages.failure(frame, problem);
    }
    return pages.barefailure(problem);
  }
}
