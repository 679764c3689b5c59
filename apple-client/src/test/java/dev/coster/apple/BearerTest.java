package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BearerTest {

  private static final Secret SECRET = Secret.of("s3cr3t");

  @Test
  void theRightSecret() {
    assertThat(Bearer.matches("Bearer s3cr3t", SECRET)).isTrue();
    assertThat(Bearer.matches("bearer s3cr3t ", SECRET)).isTrue();
  }

  @Test
  void anythingElse() {
    assertThat(Bearer.matches(null, SECRET)).isFalse();
    assertThat(Bearer.matches("", SECRET)).isFalse();
    assertThat(Bearer.matches("Bearer ", SECRET)).isFalse();
    assertThat(Bearer.matches("Bearer s3cr3", SECRET)).isFalse();
    assertThat(Bearer.matches("Bearer s3cr3tt", SECRET)).isFalse();
    assertThat(Bearer.matches("Basic s3cr3t", SECRET)).isFalse();
    assertThat(Bearer.matches("s3cr3t", SECRET)).isFalse();
  }
}
