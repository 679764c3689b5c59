package dev.coster.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PacerTest {
  private Instant now = Instant.parse("2026-03-02T08:00:00Z");
  private final Pacer pacer = new Pacer(null, null);

  @Test
  void spacesRequestsAtThePublishedRate() {
    pacer.published(20.0);
    pacer.went(now);
    assertThat(pacer.next()).isEqualTo(now.plusMillis(50));
  }

  @Test
  void goesTenPerSecondWhenNothingIsPublished() {
    pacer.published(null);
    pacer.went(now);
    assertThat(pacer.next()).isEqualTo(now.plusMillis(100));
  }

  @Test
  void halvesOnceForABurstOfRefusals() {
    pacer.tooMany(now);
    pacer.tooMany(now.plusMillis(200));
    assertThat(pacer.rate()).isEqualTo(5);
    assertThat(pacer.next()).isEqualTo(now.plusMillis(200));
    pacer.tooMany(now.plusSeconds(2));
    assertThat(pacer.rate()).isEqualTo(2.5);
  }

  @Test
  void neverStopsForGood() {
    for (int i = 0; i < 50; i++) {
      pacer.tooMany(now);
      now = now.plusSeconds(2);
    }
    assertThat(pacer.rate()).isEqualTo(1.0 / 30);
  }

  @Test
  void halvesAlsoJustAfterARaise() {
    pacer.published(16.0);
    pacer.tooMany(now);
    now = now.plusSeconds(11);
    pacer.went(now);
    assertThat(pacer.rate()).isEqualTo(10);
    pacer.tooMany(now.plusMillis(100));
    assertThat(pacer.rate()).isEqualTo(5);
  }

  @Test
  void waitsAsAskedButNeitherForEverNorNotAtAll() {
    pacer.askedToWait(now, Duration.ZERO);
    assertThat(pacer.next()).isEqualTo(now.plusSeconds(1));
    pacer.askedToWait(now, Duration.ofMinutes(10));
    assertThat(pacer.next()).isEqualTo(now.plus(Duration.ofMinutes(10)));
    pacer.askedToWait(now, Duration.ofDays(30));
    assertThat(pacer.next()).isEqualTo(now.plus(Duration.ofHours(1)));
  }

  @Test
  void restoresSlowlyUpToThePublishedRate() {
    pacer.published(15.0);
    pacer.tooMany(now);
    assertThat(pacer.reducedRate()).isEqualTo(7.5);
    pacer.went(now.plusSeconds(9));
    assertThat(pacer.rate()).isEqualTo(7.5);
    for (int i = 1; i <= 10; i++) {
      pacer.went(now.plusSeconds(10L * i));
    }
    assertThat(pacer.rate()).isEqualTo(15);
    assertThat(pacer.reducedRate()).isNull();
  }

  @Test
  void startsWithTheRateAndTheSilenceThatAnEarlierHolderLeft() {
    Pacer later = new Pacer(2.0, now.plusSeconds(90));
    later.published(15.0);
    assertThat(later.rate()).isEqualTo(2);
    assertThat(later.next()).isEqualTo(now.plusSeconds(90));
  }

  @Test
  void keepsTheLongestSilence() {
    pacer.silence(now.plusSeconds(120));
    pacer.silence(now.plusSeconds(10));
    pacer.went(now);
    assertThat(pacer.next()).isEqualTo(now.plusSeconds(120));
  }

  @Test
  void waitsLongerEachTimeThatNobodyAnswers() {
    pacer.trouble(now);
    assertThat(pacer.next()).isEqualTo(now.plusSeconds(1));
    pacer.trouble(now);
    assertThat(pacer.next()).isEqualTo(now.plusSeconds(2));
    for (int i = 0; i < 20; i++) {
      pacer.trouble(now);
    }
    assertThat(Duration.between(now, pacer.next())).isEqualTo(Duration.ofSeconds(60));
    now = now.plusSeconds(60);
    pacer.answered();
    pacer.trouble(now);
    assertThat(pacer.next()).isEqualTo(now.plusSeconds(1));
  }
}
