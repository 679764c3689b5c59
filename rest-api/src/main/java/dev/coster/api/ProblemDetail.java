package dev.coster.api;

import org.jspecify.annotations.Nullable;

/**
 * A problem (RFC 9457) with Coster's additions.
 *
 * @param type {@code https://coster.dev/problems/<code>} as identifier
 * @param title what happened
 * @param status the HTTP status
 * @param detail what it means for people
 * @param code the stable code
 * @param side whose side it is on: YOURS, COSTER, APPLE, OTHER_SERVER
 * @param remedy what to do now
 * @param eventId the id to copy when asking for help
 */
public record ProblemDetail(
    String type,
    String title,
    int status,
    @Nullable String detail,
    String code,
    @Nullable String side,
    @Nullable String remedy,
    @Nullable String eventId) {}
