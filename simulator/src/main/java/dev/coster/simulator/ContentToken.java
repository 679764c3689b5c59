package dev.coster.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that opens a location, and what has become of it. */
final class ContentToken {
  final String id;
  final String text;
  final String uId;
  final TokenKind kind;
  final String orgName;
  Instant expires;
  @Nullable AppleError ended;

  ContentToken(
      String id, String text, String uId, TokenKind kind, String orgName, Instant expires) {
    this.id = id;
    this.text = text;
    this.uId = uId;
    this.kind = kind;
    this.orgName = orgName;
    this.expires = expires;
  }
}
