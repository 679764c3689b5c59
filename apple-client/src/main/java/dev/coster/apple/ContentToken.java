package dev.coster.apple;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A content token: the base64 text of the file from Apple, sent exactly as it came. Hidden by
 * {@code toString}, compared in constant time.
 */
public final class ContentToken {

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  private final Secret secret;

  private ContentToken(Secret secret) {
    this.secret = secret;
  }

  /**
   * A token from its base64 text, as {@link #reveal} gave it.
   *
   * @throws IllegalArgumentException when the text is not base64
   */
  public static ContentToken of(String base64) {
    if (!BASE64.matcher(base64).matches()) {
      throw new IllegalArgumentException("A content token is base64 text");
    }
    return new ContentToken(Secret.of(base64));
  }

  /** The base64 text, to be sent or encrypted; never to be shown. */
  public String reveal() {
    return secret.reveal();
  }

  /** SHA-256 of the text in hexadecimal, to recognize the token without keeping it. */
  public String fingerprint() {
    return HexFormat.of().formatHex(Sha256.of(secret.reveal().getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContentToken token && secret.equals(token.secret);
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return "ContentToken " + Secret.MASK;
  }
}
