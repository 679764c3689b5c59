package dev.coster.job;

/** What an administrator can ask of a job. */
enum Control {
  PAUSE("job.pause", "paused"),
  RESUME("job.resume", "resumed"),
  CANCEL("job.cancel", "canceled");

  private final String action;
  private final String participle;

  Control(String action, String participle) {
    this.action = action;
    this.participle = participle;
  }

  /** Its name in the audit. */
  String action() {
    return action;
  }

  String participle() {
    return participle;
  }
}
