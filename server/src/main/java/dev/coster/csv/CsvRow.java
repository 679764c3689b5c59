package dev.coster.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a CSV as its owner understands it. */
public interface CsvRow {

  /** Where it begins in the file, from 1. */
  long number();

  /** What to call it, by what it is known here; may be empty where it cannot be used. */
  String subject();

  /** What to call it where it cannot be used; may be empty. */
  default String subjectOfRefused() {
    return subject();
  }

  /** The name that it brings; null where the file says none. */
  @Nullable String name();

  /** By what it is known again: no two rows of a file may share one of these. */
  List<String> keys();

  /** The site that it names, if it does. */
  @Nullable String site();
}
