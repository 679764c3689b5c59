package dev.coster.csv;

import java.time.Instant;

/**
 * An import that was made.
 *
 * @param at when; no two imports of a kind have the same instant
 * @param here how many of those that it added are still here
 */
public record CsvImported(Instant at, long here) {}
