package dev.coster.web;

import dev.coster.platform.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Does before the filters of security what {@link CharacterCheck} does before the handlers: signing
 * in reaches the database and no handler, and parameters that cannot be read at all fail wherever
 * they are asked for first. (Files come later: their forms are read by the handlers' side alone.)
 */
final class FirstFilter extends OncePerRequestFilter implements Ordered {
  private static final String SIGN_IN = "/sign-in";
  private static final String API = "/api/";
  private static final int AFTER_ENCODING = HIGHEST_PRECEDENCE + 10;

  @Override
  public int getOrder() {
    return AFTER_ENCODING;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getRequestURI().startsWith(request.getContextPath() + API)
        || (type != null && type.startsWith("multipart/"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      if (request.getRequestURI().equals(request.getContextPath() + SIGN_IN)) {
        CharacterCheck.check(request);
      } else {
        CharacterCheck.requireReadable(request);
      }
    } catch (Problem refusal) {
      answer(response, refusal);
      return;
    }
    chain.doFilter(request, response);
  }

  private static void answer(HttpServletResponse response, Problem refusal) throws IOException {
    response.setStatus(refusal.kind().status());
    response.setContentType("text/html;charset=utf-8");
    String page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Coster</title></head>
        <body><h1>%s</h1><p>%s %s</p><p><a href="/">To the overview</a></p><p>%s</p></body></html>
        """
            .formatted(
                HtmlUtils.htmlEscape(refusal.what()),
                HtmlUtils.htmlEscape(refusal.meaning()),
                HtmlUtils.htmlEscape(refusal.remedy()),
                refusal.code());
    response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
  }
}
