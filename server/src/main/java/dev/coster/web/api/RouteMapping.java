package dev.coster.web.api;

import dev.coster.api.Route;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Maps {@link Route} methods of controllers beside Spring's own annotations, so that the interfaces
 * need no Spring.
 */
public final class RouteMapping extends RequestMappingHandlerMapping {

  /** Where the REST interface begins. */
  public static final String BASE = "/api/v1";

  @Override
  protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
    RequestMappingInfo own = super.getMappingForMethod(method, handlerType);
    if (own != null) {
      return own;
    }
    Route route = AnnotatedElementUtils.findMergedAnnotation(method, Route.class);
    if (route == null) {
      return null;
    }
    return RequestMappingInfo.paths(BASE + route.path())
        .methods(RequestMethod.valueOf(route.verb().name()))
        .options(getBuilderConfiguration())
        .build();
  }
}
