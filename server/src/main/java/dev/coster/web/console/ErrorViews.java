package dev.coster.web.console;

import dev.coster.platform.Problem;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * The page for what fails before or beside the console's own handlers: unknown addresses, wrong
 * verbs, uploads that are too large, failures in filters.
 */
final class ErrorViews implements ErrorViewResolver {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorViews.class);

  private final Failures failures;

  ErrorViews(Failures failures) {
    this.failures = failures;
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    Problem problem = Failures.of(status.value());
    String eventId = status.is5xxServerError() ? UUID.randomUUID().toString() : null;
    if (eventId != null) {
      LOG.error("Request failed before any page, event {}: {}", eventId, model.get("path"));
    }
    ModelAndView answer = new ModelAndView(new Page(failures.page(problem, eventId, request)));
    answer.setStatus(status);
    return answer;
  }

  private record Page(JteModel page) implements View {
    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/html");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader("Cache-Control", "no-store");
      Utf8ByteOutput output = new Utf8ByteOutput();
      page.render(output);
      output.writeTo(response.getOutputStream());
    }
  }
}
