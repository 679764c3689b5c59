package dev.coster.platform;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in the text format of {@code COPY}: one {@code add} per column in the statement's
 * order, then {@link #end()}. Not thread-safe; valid during the call that handed it out.
 */
public final class CopyRows {
  private final BufferedWriter out;
  private boolean firstColumn = true;

  CopyRows(BufferedWriter out) {
    this.out = out;
  }

  /** A text column; NUL, which PostgreSQL cannot keep, becomes U+FFFD. */
  public CopyRows add(@Nullable String value) {
    try {
      separate();
      if (value == null) {
        out.write("\\N");
      } else {
        escape(Storable.text(value));
      }
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** An integer column of any width. */
  public CopyRows add(long value) {
    return raw(Long.toString(value));
  }

  /** An integer column of any width. */
  public CopyRows add(@Nullable Long value) {
    return raw(value == null ? "\\N" : value.toString());
  }

  /** A boolean column. */
  public CopyRows add(boolean value) {
    return raw(value ? "t" : "f");
  }

  /** A uuid column. */
  public CopyRows add(@Nullable UUID value) {
    return raw(value == null ? "\\N" : value.toString());
  }

  /** A timestamptz column. */
  public CopyRows add(@Nullable Instant value) {
    return raw(value == null ? "\\N" : value.toString());
  }

  /** Ends the row. */
  public void end() {
    try {
      out.write('\n');
      firstColumn = true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void finish() throws IOException {
    if (!firstColumn) {
      throw new IllegalStateException("The last row was not ended.");
    }
    out.flush();
  }

  private CopyRows raw(String value) {
    try {
      separate();
      out.write(value);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void separate() throws IOException {
    if (!firstColumn) {
      out.write('\t');
    }
    firstColumn = false;
  }

  private void escape(String value) throws IOException {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.write("\\\\");
        case '\t' -> out.write("\\t");
        case '\n' -> out.write("\\n");
        case '\r' -> out.write("\\r");
        default -> out.write(c);
      }
    }
  }
}
