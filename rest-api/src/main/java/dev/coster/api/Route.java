package dev.coster.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where an operation of the REST interface stands. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Route {

  /** The verb. */
  Verb verb() default Verb.GET;

  /** The path below {@code /api/v1}, with {@code {names}} for {@link InPath} parameters. */
  String path();

  /** HTTP's verbs, as far as used. */
  enum Verb {
    GET,
    POST,
    PATCH,
    DELETE
  }
}
