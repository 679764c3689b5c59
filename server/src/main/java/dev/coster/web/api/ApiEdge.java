package dev.coster.web.api;

import dev.coster.api.ProblemDetail;
import dev.coster.platform.Problem;
import dev.coster.web.CharacterCheck;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rim of everything below {@code /api}: whatever is refused or fails before, behind or beside a
 * handler is a problem like any other, never a container's page.
 */
final class ApiEdge extends OncePerRequestFilter implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(ApiEdge.class);
  private static final int AFTER_ENCODING = HIGHEST_PRECEDENCE + 10;

  private final JsonMapper json;

  ApiEdge(JsonMapper json) {
    this.json = json;
  }

  @Override
  public int getOrder() {
    return AFTER_ENCODING;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return !path.equals("/api") && !path.startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
    try {
      CharacterCheck.requireReadable(request);
      chain.doFilter(request, new InWords(response));
    } catch (Problem unreadable) {
      write(response, HttpProblems.of(unreadable));
    } catch (IOException | ServletException | RuntimeException failure) {
      String eventId = UUID.randomUUID().toString();
      LOG.error("Request failed, event {}", eventId, failure);
      if (!response.isCommitted()) {
        response.resetBuffer();
        write(response, HttpProblems.failed(500, eventId));
      }
    }
  }

  private void write(HttpServletResponse response, ProblemDetail problem) {
    try {
      response.setStatus(problem.status());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(json.writeValueAsBytes(problem));
      response.flushBuffer();
    } catch (IOException gone) {
      LOG.debug("Nobody is there to hear what went wrong", gone);
    }
  }

  /** An answer whose errors are told by us. */
  private final class InWords extends HttpServletResponseWrapper {
    InWords(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendError(int status) {
      sendError(status, null);
    }

    @Override
    public void sendError(int status, @Nullable String message) {
      resetBuffer();
      write((HttpServletResponse) getResponse(), HttpProblems.of(status));
    }
  }
}
