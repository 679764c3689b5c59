package dev.coster.platform;

/**
 * Who decides something: an administrator, a program with an API token, or Coster itself.
 *
 * @param kind what sort of actor it is
 * @param id stable id of the actor, for the audit
 * @param name the name as it was when the decision was made, for people
 */
public record Actor(Kind kind, String id, String name) {

  /** The sorts of actors. */
  public enum Kind {
    ADMINISTRATOR,
    API_TOKEN,
    SYSTEM
  }

  /** Coster itself: schedules, follow-ups, simulations. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "coster", "Coster");
}
