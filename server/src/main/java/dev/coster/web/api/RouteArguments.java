package dev.coster.web.api;

import dev.coster.api.InPath;
import dev.coster.api.InQuery;
import dev.coster.api.Route;
import dev.coster.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Fills the parameters of {@link Route} methods: from the path, the query, or the JSON body. */
final class RouteArguments implements HandlerMethodArgumentResolver {

  /** A CSV of 100,000 rows in Base64 has room in it. */
  private static final int MAX_BODY = 64 << 20;

  private final JsonMapper json;

  RouteArguments(JsonMapper json) {
    this.json = json;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasMethodAnnotation(Route.class);
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws Exception {
    InPath inPath = parameter.getParameterAnnotation(InPath.class);
    if (inPath != null) {
      return converted(
          pathValue(request, inPath.value()), inPath.value(), parameter, request, binders);
    }
    InQuery inQuery = parameter.getParameterAnnotation(InQuery.class);
    if (inQuery != null) {
      return queryValue(request, inQuery.value(), parameter, binders);
    }
    return body(parameter, request);
  }

  private static @Nullable Object queryValue(
      NativeWebRequest request,
      String name,
      MethodParameter parameter,
      @Nullable WebDataBinderFactory binders)
      throws Exception {
    String text = request.getParameter(name);
    if (text != null && !text.isEmpty()) {
      return converted(text, name, parameter, request, binders);
    }
    if (parameter.getParameterType() == boolean.class) {
      return false;
    }
    if (parameter.getParameterType().isPrimitive()) {
      throw Problem.invalid(
          "request.parameter.missing",
          "The parameter “" + name + "” is missing.",
          "Add it to the query.");
    }
    return null;
  }

  private static String pathValue(NativeWebRequest request, String name) {
    Object variables =
        request.getAttribute(
            HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, NativeWebRequest.SCOPE_REQUEST);
    return String.valueOf(((Map<?, ?>) Objects.requireNonNull(variables)).get(name));
  }

  private static @Nullable Object converted(
      String text,
      String name,
      MethodParameter parameter,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders)
      throws Exception {
    WebDataBinder binder = Objects.requireNonNull(binders).createBinder(request, null, name);
    try {
      return binder.convertIfNecessary(text, parameter.getParameterType(), parameter);
    } catch (TypeMismatchException e) {
      throw Problem.invalid(
          "request.parameter.malformed",
          "“" + text + "” is not a value for “" + name + "”.",
          "Give " + parameter.getParameterType().getSimpleName() + ".");
    }
  }

  private Object body(MethodParameter parameter, NativeWebRequest request) throws IOException {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    byte[] bytes = http.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw Problem.invalid(
          "request.body.too_large", "The request body is larger than 64 MiB.", "Send it in parts.");
    }
    try {
      Object value = json.readValue(bytes, json.constructType(parameter.getGenericParameterType()));
      if (value == null) {
        throw Problem.invalid(
            "request.body.missing", "The request has no body.", "Send a JSON object.");
      }
      return value;
    } catch (JacksonException e) {
      throw Problem.invalid(
          "request.body.malformed",
          "The request body is not the JSON that this operation takes (line " + lineOf(e) + ").",
          "Compare it with rest-api/ sources.");
    }
  }

  /** Only the place: Jackson's message may quote the body, and a body may hold a secret. */
  private static String lineOf(JacksonException e) {
    return e.getLocation() == null ? "unknown" : String.valueOf(e.getLocation().getLineNr());
  }
}
