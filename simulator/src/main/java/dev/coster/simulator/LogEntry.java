package dev.coster.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request as the log keeps it. Contains no token, no notification secret, no body.
 *
 * @param number counts up from 1
 * @param at when it arrived
 * @param uId the location of its token, null when none was admitted
 * @param method the HTTP method
 * @param path the path
 * @param query the decoded query as {@code name=value}, in order of the names
 * @param summary what the body contained, in numbers
 * @param status the HTTP status of the answer
 * @param errorNumber Apple's error number in the answer, or null
 * @param eventId the event that was accepted, or null
 * @param fate whether the caller got the answer
 */
public record LogEntry(
    long number,
    Instant at,
    @Nullable String uId,
    String method,
    String path,
    String query,
    String summary,
    int status,
    @Nullable Integer errorNumber,
    @Nullable String eventId,
    Fate fate) {}
