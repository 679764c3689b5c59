package dev.coster.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a record travels through the {@link Outbox}. It is stored, so it outlives a
 * renaming of the class and must never change: {@code @OutboxType("device-left") record
 * DeviceLeft(long deviceId) {}}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OutboxType {
  /** The stable name, in lower case with hyphens. */
  String value();
}
