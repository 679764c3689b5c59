/**
 * Rows that come in as a CSV: reading the file, saying what an import would do, doing it. What the
 * rows are is the business of who owns them.
 */
@NullMarked
package dev.coster.csv;

import org.jspecify.annotations.NullMarked;
