package dev.coster.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a handler. A handler without this, and without {@link Open}, refuses everybody. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allowed {
  /** The permission that is needed. */
  Permission value();

  /**
   * Others, one of which is as good at the door, where only what is asked for tells which of them
   * it really needs (a plan gives or takes back): the handler itself checks that one.
   */
  Permission[] or() default {};
}
