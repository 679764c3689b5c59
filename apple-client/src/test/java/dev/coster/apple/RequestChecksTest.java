package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What Apple would refuse whole is not sent. */
class RequestChecksTest {

  private static final AssetKey ASSET = new AssetKey("1", "STDQ");

  @Test
  void nothingTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ManageAssets(List.of(ASSET, ASSET), List.of("u"), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ManageAssets(List.of(ASSET), List.of("u", "u"), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RevokeAssets(List.of(), List.of("S", "S")));
  }

  @Test
  void nothingEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ManageAssets(List.of(), List.of("u"), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ManageAssets(List.of(ASSET), List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RevokeAssets(List.of(), List.of(" ")));
    assertThatIllegalArgumentException().isThrownBy(() -> UserRequest.of(" "));
  }

  @Test
  void usersAreCheckedBeforeAnythingIsSent() {
    try (LocalApple apple = LocalApple.answering(200, "{\"eventId\":\"e\"}")) {
      AppleLocation location = apple.location();
      assertThatIllegalArgumentException().isThrownBy(() -> location.createUsers(List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              location.createUsers(
                  List.of(UserRequest.of("u"), new UserRequest("u", "a@example.com", null))));
      assertThat(apple.seen()).isEmpty();
    }
  }
}
