package dev.coster.apple;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What somebody handed in as a content token: the token, or what is wrong with it. The name of the
 * file does not matter. Reads <a
 * href="https://developer.apple.com/documentation/devicemanagement/getting-started-with-the-management-api">Apple's
 * form</a>: base64 of a JSON object with {@code token}, {@code expDate} and {@code orgName}.
 */
public sealed interface ContentTokenFile {

  /**
   * A content token by its form. Whether Apple accepts it, only Apple knows.
   *
   * @param expiresAt the date in the file; Apple may end the token before
   * @param organizationName a label; names neither the location nor the organizational unit
   */
  record Parsed(ContentToken token, OffsetDateTime expiresAt, @Nullable String organizationName)
      implements ContentTokenFile {}

  /** No content token. */
  record Rejected(Problem problem) implements ContentTokenFile {}

  /** What is wrong with something that was handed in. */
  enum Problem {
    /** Nothing in it. */
    EMPTY,
    /** Far larger than any token. */
    TOO_LARGE,
    /** A token for device enrollment ({@code .p7m}), a frequent mix-up. */
    ENROLLMENT_TOKEN,
    /** Not base64 text. */
    NOT_BASE64,
    /** Base64, but what is inside is not a JSON object. */
    NOT_JSON,
    /** The token or its date is missing inside. */
    MISSING_FIELD,
    /** The date inside cannot be read. */
    BAD_DATE
  }

  /** Reads a file's content, with or without a byte order mark. */
  static ContentTokenFile parse(byte[] content) {
    return TokenFileReader.read(content);
  }

  /** Reads pasted text. */
  static ContentTokenFile parse(String content) {
    return parse(content.getBytes(StandardCharsets.UTF_8));
  }
}
