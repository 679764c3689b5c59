package dev.coster.simulator;

import java.time.Instant;

/**
 * A token as its downloader gets it.
 *
 * @param id the simulator's name for it, not a secret
 * @param uId the location it opens
 * @param text the content of the token file: base64 of JSON with token, expDate and orgName
 * @param expires its end
 */
public record IssuedToken(String id, String uId, String text, Instant expires) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "IssuedToken[" + id + " for " + uId + ", expires " + expires + "]";
  }
}
