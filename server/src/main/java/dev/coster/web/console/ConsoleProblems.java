package dev.coster.web.console;

import dev.coster.platform.Problem;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Shows what went wrong as a page: what happened, whose side, what to do, a code to copy. */
@ControllerAdvice(basePackageClasses = ConsoleProblems.class)
final class ConsoleProblems {

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleProblems.class);

  private final Failures failures;

  ConsoleProblems(Failures failures) {
    this.failures = failures;
  }

  @ExceptionHandler
  JteModel refused(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    return page(problem, problem.kind().status(), null, request, response);
  }

  /** The browser went away; there is nobody to tell. */
  @ExceptionHandler(AsyncRequestNotUsableException.class)
  void gone() {}

  @ExceptionHandler
  JteModel failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (failure instanceof ErrorResponse known) {
      int status = known.getStatusCode().value();
      return page(Failures.of(status), status, null, request, response);
    }
    if (failure instanceof TypeMismatchException) {
      return page(Failures.of(400), 400, null, request, response);
    }
    String eventId = UUID.randomUUID().toString();
    LOG.error("Page failed, event {}", eventId, failure);
    if (response.isCommitted()) {
      // Half an answer is out: only breaking off tells that it is not the whole.
      throw failure;
    }
    return page(Failures.of(500), 500, eventId, request, response);
  }

  private JteModel page(
      Problem problem,
      int status,
      @Nullable String eventId,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (response.isCommitted()) {
      throw problem;
    }
    response.reset();
    response.setStatus(status);
    return failures.page(problem, eventId, request);
  }
}
