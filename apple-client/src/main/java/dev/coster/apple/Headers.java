package dev.coster.apple;

import dev.coster.apple.HttpCall.Header;

/** Headers that the client sends. */
final class Headers {

  static final Header ACCEPT = Header.plain("Accept", "application/json");
  static final Header JSON = Header.plain("Content-Type", "application/json");

  private Headers() {}

  static Header bearer(ContentToken token) {
    return Header.secret("Authorization", "Bearer " + token.reveal());
  }

  static Header storeCookie(ContentToken token) {
    return Header.secret("Cookie", "itvt=" + token.reveal());
  }
}
