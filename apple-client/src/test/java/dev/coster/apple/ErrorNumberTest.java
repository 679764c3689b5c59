package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorNumberTest {

  /** Apple's published table of synchronous errors. */
  @ParameterizedTest
  @CsvSource({
    "9601,401,TOKEN",
    "9602,400,FIX",
    "9603,500,BACK_OFF",
    "9609,400,REREAD",
    "9621,401,TOKEN",
    "9623,400,FIX",
    "9625,401,TOKEN",
    "9634,410,FIX",
    "9637,403,TOKEN",
    "9646,429,BACK_OFF",
    "9647,403,TOKEN",
    "9650,400,REREAD",
    "9700,400,FIX",
    "9701,400,FIX",
    "9702,400,FIX",
    "9703,400,FIX",
    "9704,400,FIX",
    "9705,400,FIX",
    "9706,400,FIX",
    "9707,400,FIX",
    "9708,400,REREAD",
    "9710,400,FIX",
    "9711,400,FIX",
    "9712,400,FIX",
    "9713,400,FIX",
    "9714,400,FIX",
    "9715,400,FIX",
    "9717,400,FIX",
    "9718,400,FIX",
    "9719,400,FIX",
    "9720,400,FIX",
    "9721,400,REREAD",
    "9722,401,FIX",
    "9723,400,FIX",
    "9724,400,FIX",
    "9725,400,FIX",
    "9726,405,FIX",
    "9727,415,FIX",
    "9728,400,FIX",
    "9729,503,BACK_OFF",
    "9811,400,FIX",
    "9812,400,REREAD",
    "9813,400,FIX",
    "9814,400,REREAD",
    "9815,400,GOAL_REACHED",
    "9816,400,FIX",
    "9817,400,GOAL_REACHED",
    "9818,400,FIX"
  })
  void synchronousErrors(int number, int status, ErrorClass errorClass) {
    ErrorNumber known = ErrorNumber.of(number).orElseThrow();
    assertThat(known.httpStatus()).isEqualTo(OptionalInt.of(status));
    assertThat(known.errorClass()).isEqualTo(errorClass);
  }

  /** Those that come inside an event's result. */
  @ParameterizedTest
  @CsvSource({
    "9635,FIX", "9641,REREAD", "9644,BACK_OFF", "9709,REREAD", "9716,GOAL_REACHED",
    "9622,TOKEN", "9645,TOKEN", "9610,REREAD", "9616,GOAL_REACHED", "9618,GOAL_REACHED",
    "9619,GOAL_REACHED"
  })
  void otherErrors(int number, ErrorClass errorClass) {
    assertThat(ErrorNumber.of(number).orElseThrow().errorClass()).isEqualTo(errorClass);
  }

  @Test
  void everyNumberSpeaksToAdministrators() {
    assertThat(Arrays.stream(ErrorNumber.values()))
        .allSatisfy(known -> {
          assertThat(known.whatHappened()).endsWith(".").hasSizeGreaterThan(10);
          assertThat(known.whatToDo()).endsWith(".");
          assertThat(known.whatHappened().toLowerCase(Locale.ROOT)).doesNotContain("licence");
        });
  }

  @Test
  void anUnknownNumberStaysRaw() {
    AppleError error = new AppleError(12345, "text", ErrorInfo.NONE);
    assertThat(error.known()).isEmpty();
    assertThat(error.errorClass()).isEqualTo(ErrorClass.UNKNOWN);
  }
}
