package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Takes replies apart in tests. */
final class Replies {

  private Replies() {}

  static <T> T accepted(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Accepted.class);
    return reply.accepted().orElseThrow();
  }

  static <T> Reply.Refused<T> refused(Reply<T> reply) {
    if (reply instanceof Reply.Refused<T> refused) {
      return refused;
    }
    throw new AssertionError("Not refused: " + reply);
  }

  static ManageAssets oneDevice() {
    return new ManageAssets(
        List.of(new AssetKey("361309726", AssetKey.STDQ)), List.of(), List.of("C02ABC"));
  }
}
