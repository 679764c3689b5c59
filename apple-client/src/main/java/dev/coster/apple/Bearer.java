package dev.coster.apple;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The credential that Apple sends with a notification: {@code Authorization: Bearer <secret>}. */
public final class Bearer {

  private static final String SCHEME = "Bearer ";

  private Bearer() {}

  /** The credential in a header; empty when there is none of this kind. */
  public static Optional<String> of(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String credential = authorization.substring(SCHEME.length()).strip();
    return credential.isEmpty() ? Optional.empty() : Optional.of(credential);
  }

  /**
   * Whether a header carries this secret; the time taken does not tell how much of it was right.
   */
  public static boolean matches(@Nullable String authorization, Secret expected) {
    return expected.matches(of(authorization).orElse(null));
  }
}
