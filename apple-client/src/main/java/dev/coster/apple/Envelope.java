package dev.coster.apple;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every authenticated answer carries beside its body. An answer that is an error may carry
 * none of it, so that a missing {@code mdmInfo} means "none set" only where {@code uId} is there.
 *
 * @param uId the library that was spoken of
 * @param mdmInfo who manages the location; null when none is set
 * @param tokenExpirationDate as written by Apple; officially only in the token's last 15 days
 */
public record Envelope(
    @Nullable String uId, @Nullable MdmInfo mdmInfo, @Nullable String tokenExpirationDate) {

  /** An envelope with nothing in it. */
  public static final Envelope NONE = new Envelope(null, null, null);

  /** The token's end, when Apple told it in a form that can be read. */
  public Optional<OffsetDateTime> tokenExpiresAt() {
    return AppleDates.parse(tokenExpirationDate);
  }
}
