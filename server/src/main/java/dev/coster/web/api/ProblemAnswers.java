package dev.coster.web.api;

import dev.coster.api.ProblemDetail;
import dev.coster.platform.Problem;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says every failure of the REST interface as an RFC 9457 problem with a stable code. */
@RestControllerAdvice(basePackageClasses = ProblemAnswers.class)
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Problem problem) {
    return answer(HttpProblems.of(problem));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> failed(Exception failure) {
    if (failure instanceof ErrorResponse spring) {
      return answer(HttpProblems.of(spring.getStatusCode().value()));
    }
    String eventId = UUID.randomUUID().toString();
    LOG.error("Request failed, event {}", eventId, failure);
    return answer(HttpProblems.failed(500, eventId));
  }

  private static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
    return ResponseEntity.status(detail.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }
}
