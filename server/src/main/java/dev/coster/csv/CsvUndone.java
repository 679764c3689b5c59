package dev.coster.csv;

/**
 * What undoing an import does, or did.
 *
 * @param removed how many of those that it added go
 * @param kept how many stay, since something refers to them by now
 */
public record CsvUndone(long removed, long kept) {}
