package dev.coster.security;

/** What an operation needs. Each operation names exactly one; see {@link Allowed}. */
public enum Permission {
  /** See what the visibility shows. */
  VIEW,
  /** Give licenses. */
  GIVE,
  /** Take licenses back. */
  TAKE_BACK,
  /** Add, import, change and register people. */
  EDIT_PEOPLE,
  /** Add, import and change devices. */
  EDIT_DEVICES,
  /** Add and change locations, hand in tokens, take locations over. */
  EDIT_LOCATIONS,
  /** Have Apple's state read now. */
  SYNC,
  /** Pause, resume and cancel jobs. */
  CONTROL_JOBS,
  /** Read the audit. */
  SEE_AUDIT,
  /** Add, change and disable administrators. */
  ADMINISTER
}
