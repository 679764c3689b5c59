package dev.coster.apple;

import dev.coster.apple.ContentTokenFile.Parsed;
import dev.coster.apple.ContentTokenFile.Problem;
import dev.coster.apple.ContentTokenFile.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Tells a content token from the many other things that people hand in. */
final class TokenFileReader {

  private static final int MOST_BYTES = 64 * 1024;

  /** Object identifier 1.2.840.113549.1.7 of PKCS#7, as every such file has it near its start. */
  private static final byte[] PKCS7 = {
    0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07
  };

  private TokenFileReader() {}

  static ContentTokenFile read(byte[] content) {
    if (isPkcs7(content)) {
      return new Rejected(Problem.ENROLLMENT_TOKEN);
    }
    if (content.length > MOST_BYTES) {
      return new Rejected(Problem.TOO_LARGE);
    }
    String text = decode(content);
    if (looksLikeMail(text)) {
      return new Rejected(Problem.ENROLLMENT_TOKEN);
    }
    String base64 = bare(text);
    return base64.isEmpty() ? new Rejected(Problem.EMPTY) : readBase64(base64);
  }

  private static ContentTokenFile readBase64(String base64) {
    byte[] inside;
    ContentToken token;
    try {
      token = ContentToken.of(base64);
      inside = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new Rejected(Problem.NOT_BASE64);
    }
    return isPkcs7(inside) ? new Rejected(Problem.ENROLLMENT_TOKEN) : readJson(token, inside);
  }

  private static ContentTokenFile readJson(ContentToken token, byte[] inside) {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(inside);
    } catch (JacksonException e) {
      return new Rejected(Problem.NOT_JSON);
    }
    if (!json.isObject()) {
      return new Rejected(Problem.NOT_JSON);
    }
    String date = text(json, "expDate");
    if (text(json, "token") == null || date == null) {
      return new Rejected(Problem.MISSING_FIELD);
    }
    Optional<OffsetDateTime> expires = AppleDates.parse(date);
    return expires.isEmpty()
        ? new Rejected(Problem.BAD_DATE)
        : new Parsed(token, expires.get(), text(json, "orgName"));
  }

  private static @Nullable String text(JsonNode json, String name) {
    String value = json.path(name).stringValue(null);
    return value == null || value.isBlank() ? null : value;
  }

  /** Editors on Windows save UTF-16 or put a byte order mark in front. */
  private static String decode(byte[] content) {
    boolean wide =
        content.length >= 2
            && ((content[0] == (byte) 0xFF && content[1] == (byte) 0xFE)
                || (content[0] == (byte) 0xFE && content[1] == (byte) 0xFF));
    return new String(content, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  /** Without what editors, terminals and mail programs put around and between. */
  private static String bare(String text) {
    return text.replaceAll("[\\s\\p{Z}\\x{FEFF}\\x{200B}\"'`\\x{201C}\\x{201D}\\x00]", "");
  }

  private static boolean looksLikeMail(String text) {
    String start = text.substring(0, Math.min(text.length(), 2048)).toLowerCase(Locale.ROOT);
    return start.contains("pkcs7") || start.contains("smime") || start.contains("begin cms");
  }

  private static boolean isPkcs7(byte[] bytes) {
    if (bytes.length < 16 || bytes[0] != 0x30) {
      return false;
    }
    for (int at = 2; at <= 6 && at + PKCS7.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + PKCS7.length, PKCS7, 0, PKCS7.length)) {
        return true;
      }
    }
    return false;
  }
}
