package dev.coster.location;

import dev.coster.apple.ContentTokenFile;
import dev.coster.platform.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Looks at what was handed in before Apple is asked. The file's name never matters. */
final class TokenFiles {
  private TokenFiles() {}

  /**
   * Reads a token.
   *
   * @throws Problem saying what the content is instead, or that the token is past its own date
   */
  static ContentTokenFile.Parsed read(byte[] content, Instant now) {
    return switch (ContentTokenFile.parse(content)) {
      case ContentTokenFile.Parsed parsed -> requireFresh(parsed, now);
      case ContentTokenFile.Rejected rejected -> throw problem(rejected.problem());
    };
  }

  private static ContentTokenFile.Parsed requireFresh(ContentTokenFile.Parsed parsed, Instant now) {
    Instant end = parsed.expiresAt().toInstant();
    if (end.isAfter(now)) {
      return parsed;
    }
    LocalDate day = end.atOffset(ZoneOffset.UTC).toLocalDate();
    throw Problem.invalid(
        "location.token.expired", "This token expired on " + day + ".", TokenFault.DOWNLOAD);
  }

  private static Problem problem(ContentTokenFile.Problem fault) {
    return switch (fault) {
      case EMPTY ->
          Problem.invalid(
              "location.token.empty",
              "There is nothing in it.",
              "Choose the token file (its name ends in .vpptoken), or paste its text.");
      case ENROLLMENT_TOKEN ->
          Problem.invalid(
              "location.token.enrollment",
              "This is a token for device enrollment (.p7m), not one for apps and books.",
              TokenFault.DOWNLOAD);
      case TOO_LARGE ->
          Problem.invalid(
              "location.token.too_large",
              "This file is far larger than any content token.",
              TokenFault.DOWNLOAD);
      case NOT_BASE64, NOT_JSON ->
          Problem.invalid(
              "location.token.not_a_token", "This is not a content token.", TokenFault.DOWNLOAD);
      case MISSING_FIELD, BAD_DATE ->
          Problem.invalid(
              "location.token.damaged",
              "This looks like a content token, but its key or its date is missing.",
              "It may have been cut short. " + TokenFault.DOWNLOAD);
    };
  }
}
