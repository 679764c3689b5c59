package dev.coster.security;

import java.util.Set;

/** What an administrator is trusted with. The names are stored. */
public enum Role {
  /** Everything. */
  OWNER("Owner"),
  /** The daily work, but neither locations nor administrators. */
  OPERATOR("Operator"),
  /** Looking only. */
  VIEWER("Viewer");

  private static final Set<Permission> EVERYTHING = Set.of(Permission.values());
  private static final Set<Permission> LOOKING = Set.of(Permission.VIEW);
  private static final Set<Permission> DAILY_WORK =
      Set.of(
          Permission.VIEW,
          Permission.GIVE,
          Permission.TAKE_BACK,
          Permission.EDIT_PEOPLE,
          Permission.EDIT_DEVICES,
          Permission.SYNC,
          Permission.CONTROL_JOBS);

  private final String label;

  Role(String label) {
    this.label = label;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  /** What it may do; unmodifiable. */
  public Set<Permission> permissions() {
    return switch (this) {
      case OWNER -> EVERYTHING;
      case OPERATOR -> DAILY_WORK;
      case VIEWER -> LOOKING;
    };
  }
}
