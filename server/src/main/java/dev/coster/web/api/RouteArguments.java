package dev.coster.web.api;

import dev.coster.api.InPath;
import dev.coster.api.InQuery;
import dev.coster.api.Route;
import dev.coster.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
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
          "Give " + inWords(parameter.getParameterType()) + ".");
    }
  }

  private static String inWords(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return type == UUID.class ? "an id as Coster shows it" : "another value";
  }

  private Object body(MethodParameter parameter, NativeWebRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    requireJson(http.getContentType());
    byte[] bytes = http.getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw Problem.invalid(
          "request.body.too_large", "The request body is larger than 64 MiB.", "Send it in parts.");
    }
    JsonNode tree = tree(bytes);
    if (tree == null || tree.isMissingNode() || tree.isNull()) {
      throw Problem.invalid(
          "request.body.missing", "The request has no body.", "Send a JSON object.");
    }
    Bodies.check(tree, parameter.getParameterType());
    try {
      return json.treeToValue(tree, json.constructType(parameter.getGenericParameterType()));
    } catch (JacksonException e) {
      throw Problem.invalid(
          "request.body.malformed",
          "The field " + fieldOf(e) + " is not of the type that this operation takes.",
          "See docs/rest.md.");
    }
  }

  /** No Content-Type is taken for JSON; a form's, which curl sends by itself, is not. */
  private static void requireJson(@Nullable String contentType)
      throws HttpMediaTypeNotSupportedException {
    if (contentType == null) {
      return;
    }
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      if (!type.isCompatibleWith(MediaType.APPLICATION_JSON)
          && !String.valueOf(type.getSubtypeSuffix()).equals("json")) {
        throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
      }
    } catch (InvalidMediaTypeException malformed) {
      throw new HttpMediaTypeNotSupportedException(malformed.getMessage());
    }
  }

  private @Nullable JsonNode tree(byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      throw Problem.invalid(
          "request.body.malformed",
          "The request body is no JSON (line " + lineOf(e) + ").",
          "Send a JSON object.");
    }
  }

  /** Only the names: Jackson's message may quote the body, and a body may hold a secret. */
  private static String fieldOf(JacksonException e) {
    String path =
        e.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
            .collect(Collectors.joining());
    return path.isEmpty() ? "itself" : path.substring(1);
  }

  /** Only the place: Jackson's message may quote the body, and a body may hold a secret. */
  private static String lineOf(JacksonException e) {
    return e.getLocation() == null ? "unknown" : String.valueOf(e.getLocation().getLineNr());
  }
}
