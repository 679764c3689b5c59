package dev.coster.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Makes and finds content tokens. */
final class Tokens {
  private Tokens() {}

  static IssuedToken issue(World world, String uId, TokenKind kind, Instant expires) {
    Location location = world.location(uId);
    byte[] secret = new byte[96];
    world.ids.nextBytes(secret);
    String inner = Base64.getEncoder().encodeToString(secret);
    String json =
        """
        {
            "token": "%s",
            "expDate": "%s",
            "orgName": "%s"
        }\
        """
            .formatted(inner, Caller.appleTime(expires), location.organization.id);
    String text = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    String id = "token-" + (world.tokensById.size() + 1);
    ContentToken token = new ContentToken(id, text, uId, kind, location.organization.id, expires);
    world.tokens.put(text, token);
    world.tokensById.put(id, token);
    return issued(token);
  }

  static IssuedToken issued(ContentToken token) {
    return new IssuedToken(token.id, token.uId, token.text, token.expires);
  }

  static void passwordChanged(World world, ContentToken token) {
    Choices.Access choice = world.choices.access();
    AppleError number =
        choice.passwordChangeRevokes() ? AppleError.TOKEN_REVOKED : AppleError.TOKEN_UNKNOWN;
    if (choice.oldTokenKept().isZero()) {
      token.ended = number;
    } else {
      world.agenda.at(world.now().plus(choice.oldTokenKept()), () -> end(token, number));
    }
  }

  private static void end(ContentToken token, AppleError number) {
    if (token.ended == null) {
      token.ended = number;
    }
  }

  static ContentToken find(World world, String tokenId) {
    ContentToken token = world.tokensById.get(tokenId);
    if (token == null) {
      throw new PortalRefusal(404, "No token has the id " + tokenId);
    }
    return token;
  }
}
