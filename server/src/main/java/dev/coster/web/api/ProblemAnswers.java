package dev.coster.web.api;

import dev.coster.api.ProblemDetail;
import dev.coster.platform.Problem;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says every failure of the REST interface as an RFC 9457 problem with a stable code. */
@RestControllerAdvice(basePackageClasses = ProblemAnswers.class)
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private static final String TYPES = "https://coster.dev/problems/";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Problem problem) {
    return answer(
        new ProblemDetail(
            TYPES + problem.code(),
            problem.what(),
            problem.kind().status(),
            problem.meaning(),
            problem.code(),
            problem.side().name(),
            problem.remedy(),
            null));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(Exception failure) {
    if (failure instanceof ErrorResponse spring) {
      return answer(ofSpring(spring.getStatusCode()));
    }
    String eventId = UUID.randomUUID().toString();
    LOG.error("Request failed, event {}", eventId, failure);
    return answer(
        new ProblemDetail(
            TYPES + "coster.failed",
            "Coster could not do this.",
            500,
            "Whether something was changed is not certain; look before you repeat it.",
            "coster.failed",
            "COSTER",
            "Try again; if it stays, give the event id to whoever runs the server.",
            eventId));
  }

  private static ProblemDetail ofSpring(HttpStatusCode status) {
    return new ProblemDetail(
        TYPES + "request.http_" + status.value(),
        "The request is not one that this interface takes (HTTP " + status.value() + ").",
        status.value(),
        "Nothing was changed.",
        "request.http_" + status.value(),
        "YOURS",
        "Compare it with rest-api/ sources.",
        null);
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
    return ResponseEntity.status(detail.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }
}
