package dev.coster.platform;

import org.jspecify.annotations.Nullable;

/** A cursor that this server never gave out. The caller may start again from the first page. */
public final class MalformedCursorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedCursorException(@Nullable Throwable cause) {
    super("The cursor is malformed. Start again from the first page.", cause);
  }
}
