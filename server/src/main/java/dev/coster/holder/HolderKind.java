package dev.coster.holder;

/** Which of Apple's two identities a holder is. */
public enum HolderKind {
  /** A serial number. */
  DEVICE("D"),
  /** A clientUserId. */
  USER("U");

  private final String code;

  HolderKind(String code) {
    this.code = code;
  }

  /** As stored. */
  public String code() {
    return code;
  }

  /** From the stored code. */
  public static HolderKind ofCode(String code) {
    return switch (code) {
      case "D" -> DEVICE;
      case "U" -> USER;
      default -> throw new IllegalArgumentException("No holder kind: " + code);
    };
  }
}
