package dev.coster.platform;

/**
 * The place of a row in a list that is ordered by name, and where names are the same by id: the
 * next page holds the rows after it.
 */
public record NamePlace(String name, int id) {}
