package dev.coster.platform;

/**
 * Something that Coster refuses or cannot do, said so that a person can act on it: what happened,
 * whose side it is on, what it means, what to do now, and a stable code. Web and command line show
 * it as it stands (RFC 9457 in REST).
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Whose side a problem is on. */
  public enum Side {
    /** The input was wrong. */
    YOURS,
    /** Coster or its database. */
    COSTER,
    /** Apple's service. */
    APPLE,
    /** Another management server. */
    OTHER_SERVER
  }

  /** What sort of answer the problem is, for HTTP and exit codes. */
  public enum Kind {
    INVALID(422),
    NOT_FOUND(404),
    CONFLICT(409),
    FORBIDDEN(403),
    TOO_MANY(429),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status that goes with it. */
    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final Side side;
  private final String code;
  private final String meaning;
  private final String remedy;

  /**
   * A problem.
   *
   * @param code stable, lower case with dots, for instance {@code location.token.expired}
   * @param what what happened, one sentence
   * @param meaning what it means for people; may be empty
   * @param remedy what to do now; may be empty
   */
  public Problem(Kind kind, Side side, String code, String what, String meaning, String remedy) {
    super(what);
    this.kind = kind;
    this.side = side;
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Bad input of the caller. */
  public static Problem invalid(String code, String what, String remedy) {
    return new Problem(Kind.INVALID, Side.YOURS, code, what, "Nothing was changed.", remedy);
  }

  /** Something that is not there, or not visible to the caller. */
  public static Problem notFound(String code, String what) {
    return new Problem(
        Kind.NOT_FOUND,
        Side.YOURS,
        code,
        what,
        "It is gone, never was, or is not yours to see.",
        "Check the address, or ask for the right to see it.");
  }

  /** The world is not as the caller believed. */
  public static Problem conflict(String code, String what, String remedy) {
    return new Problem(Kind.CONFLICT, Side.YOURS, code, what, "Nothing was changed.", remedy);
  }

  public Kind kind() {
    return kind;
  }

  public Side side() {
    return side;
  }

  public String code() {
    return code;
  }

  /** What happened. */
  public String what() {
    return String.valueOf(getMessage());
  }

  public String meaning() {
    return meaning;
  }

  public String remedy() {
    return remedy;
  }
}
