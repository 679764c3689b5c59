package dev.coster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsAndCursorsTest {
  private final SettableClock clock = new SettableClock();

  @Test
  void idsAreOfVersionSevenAndGrowWithTime() {
    Ids ids = Ids.secure(clock);
    UUID first = ids.next();
    clock.advance(Duration.ofMillis(1));
    UUID second = ids.next();
    assertThat(first.version()).isEqualTo(7);
    assertThat(first.variant()).isEqualTo(2);
    assertThat(first.getMostSignificantBits() >>> 16)
        .isEqualTo(Instant.parse("2026-03-02T08:00:00Z").toEpochMilli());
    assertThat(first.toString()).isLessThan(second.toString());
    Set<UUID> many = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(ids.next());
    }
    assertThat(many).hasSize(10_000);
  }

  @Test
  void aSeededGeneratorRepeatsItself() {
    assertThat(new Ids(clock, new Random(1)).next())
        .isEqualTo(new Ids(clock, new Random(1)).next());
  }

  @Test
  void aCursorComesBackAsItWas() {
    UUID id = UUID.randomUUID();
    Instant at = Instant.parse("2026-03-02T08:00:00.123456Z");
    Cursor cursor = Cursor.parse(Cursor.of("Zoë \"x\",", 42L, id, at).text(), 4);
    assertThat(cursor.string(0)).isEqualTo("Zoë \"x\",");
    assertThat(cursor.number(1)).isEqualTo(42);
    assertThat(cursor.uuid(2)).isEqualTo(id);
    assertThat(cursor.instant(3)).isEqualTo(at);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(MalformedCursorException.class);
    assertThatThrownBy(() -> cursor.uuid(0)).isInstanceOf(MalformedCursorException.class);
    assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(MalformedCursorException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "!!!", "bnVsbA", "WzEsMl0", "W251bGxd", "eyJhIjoxfQ", "WyJhIiwiYiJd"})
  void aForgedCursorIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text, 1).number(0))
        .isInstanceOf(MalformedCursorException.class);
  }

  @Test
  void theRowTooManyBecomesTheCursor() {
    Page<Integer> first = Page.of(List.of(1, 2, 3), 2, Cursor::of);
    assertThat(first).isEqualTo(new Page<>(List.of(1, 2), Cursor.of(2)));
    assertThat(Page.of(List.of(3), 2, Cursor::of).next()).isNull();
    assertThat(first.map(i -> i * 10).items()).containsExactly(10, 20);
  }
}
