package dev.coster.security;

import dev.coster.platform.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a handler be called only by whoever has the permission that it names. One of ours that names
 * none, and is not {@link Open}, is refused to everybody: forgetting it must not open a door.
 */
final class AllowedCheck implements HandlerInterceptor {
  private static final String OURS = "dev.coster.";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && request.getDispatcherType() == DispatcherType.REQUEST
        && method.getBeanType().getName().startsWith(OURS)
        && find(method, Open.class) == null) {
      check(find(method, Allowed.class));
    }
    return true;
  }

  private static void check(@Nullable Allowed allowed) {
    if (allowed == null) {
      throw forbidden("This operation names no permission, so nobody may call it.", "");
    }
    SignedIn caller = caller();
    if (caller == null
        || (!caller.may(allowed.value()) && Stream.of(allowed.or()).noneMatch(caller::may))) {
      throw SignedIn.forbidden(allowed.value());
    }
  }

  static @Nullable SignedIn caller() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignedIn who
        ? who
        : null;
  }

  private static <A extends Annotation> @Nullable A find(HandlerMethod method, Class<A> type) {
    A onMethod = method.getMethodAnnotation(type);
    return onMethod != null
        ? onMethod
        : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), type);
  }

  private static Problem forbidden(String what, String remedy) {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        Problem.Side.YOURS,
        "account.not_allowed",
        what,
        "Nothing was changed.",
        remedy);
  }
}
