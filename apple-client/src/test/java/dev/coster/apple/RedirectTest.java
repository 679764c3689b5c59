package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedirectTest {

  @Test
  void redirectsAreNotFollowed() {
    try (LocalApple elsewhere = LocalApple.answering(200, "{}");
        LocalApple apple =
            LocalApple.answering(302, "", "Location", elsewhere.uri() + "/mdm/v2/assets")) {
      Reply.Refused<Listing<ResponseAsset>> read =
          Replies.refused(apple.location().assets(AssetsQuery.page(0)));
      Reply.Refused<EventResponse> write =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(read.httpStatus()).isEqualTo(302);
      assertThat(read.error().isNone()).isTrue();
      assertThat(write.outcomeUnknown()).isFalse();
      assertThat(elsewhere.seen()).isEmpty();
    }
  }
}
