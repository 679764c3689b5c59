package dev.coster.api;

/**
 * A CSV.
 *
 * @param base64 the file's bytes, so that every encoding survives
 */
public record CsvUpload(String base64) {}
