package dev.coster.web.api;

import dev.coster.api.ProblemDetail;
import dev.coster.platform.Problem;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request by HTTP alone, as problems with Coster's own words. Pure. */
final class HttpProblems {
  static final String TYPES = "https://coster.dev/problems/";

  private static final String SOURCES = "See docs/rest.md.";

  private HttpProblems() {}

  static ProblemDetail of(Problem problem) {
    return new ProblemDetail(
        TYPES + problem.code(),
        problem.what(),
        problem.kind().status(),
        problem.meaning(),
        problem.code(),
        problem.side().name(),
        problem.remedy(),
        null);
  }

  static ProblemDetail of(int status) {
    return switch (status) {
      case 400 -> yours(status, "The request is malformed.", SOURCES);
      case 404 -> yours(status, "There is nothing at this address.", SOURCES);
      case 405 ->
          yours(status, "This address does not take this verb.", "The header Allow names others.");
      case 406 -> yours(status, "The answer is JSON alone.", "Accept application/json.");
      case 413 -> yours(status, "The request is too large.", "Send it in parts.");
      case 415 ->
          yours(status, "The body is not said to be JSON.", "Send Content-Type: application/json.");
      default ->
          status >= 500
              ? failed(status, null)
              : yours(
                  status,
                  "The request is not one that this interface takes (" + status + ").",
                  SOURCES);
    };
  }

  private static ProblemDetail yours(int status, String what, String remedy) {
    String code = "request.http_" + status;
    return new ProblemDetail(
        TYPES + code, what, status, "Nothing was changed.", code, "YOURS", remedy, null);
  }

  /** Something that should not have happened on our side; its trace is in the log. */
  static ProblemDetail failed(int status, @Nullable String eventId) {
    return new ProblemDetail(
        TYPES + "coster.failed",
        "Coster could not do this.",
        status,
        "Whether something was changed is not certain; look before you repeat it.",
        "coster.failed",
        "COSTER",
        "Try again; if it stays, give the event id to whoever runs the server.",
        eventId);
  }
}
