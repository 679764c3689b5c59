package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an event is: <a
 * href="https://developer.apple.com/documentation/devicemanagement/statusresponse">StatusResponse
 * </a>. One failed task makes the event FAILED while the others stay done.
 *
 * @param eventStatus as Apple writes it
 * @param eventType as Apple writes it
 * @param failures one per error number; may name only some of those affected
 */
public record StatusResponse(
    String eventStatus,
    @Nullable String eventType,
    @Nullable Integer numRequested,
    @Nullable Integer numCompleted,
    List<AppleError> failures,
    UnknownFields unknown) {

  public StatusResponse {
    failures = List.copyOf(failures);
  }

  /** The status, as far as we know it. */
  public State state() {
    return switch (eventStatus) {
      case "PENDING" -> State.PENDING;
      case "COMPLETE" -> State.COMPLETE;
      case "FAILED" -> State.FAILED;
      default -> State.UNKNOWN;
    };
  }

  /** States of an event. */
  public enum State {
    PENDING,
    COMPLETE,
    FAILED,
    /** A state nobody here knows. */
    UNKNOWN
  }
}
