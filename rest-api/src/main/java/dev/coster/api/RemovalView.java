package dev.coster.api;

import org.jspecify.annotations.Nullable;

/**
 * Whether a device or a person can be removed, or that it was.
 *
 * @param hinders why it cannot be; null when it can
 */
public record RemovalView(String subject, @Nullable String hinders) {}
