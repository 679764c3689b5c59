package dev.coster.job;

/** How far a job is. */
public enum JobState {
  WAITING,
  RUNNING,
  PAUSED,
  DONE,
  FAILED,
  CANCELED;

  /** Whether nothing more will happen. */
  public boolean finished() {
    return this == DONE || this == FAILED || this == CANCELED;
  }
}
