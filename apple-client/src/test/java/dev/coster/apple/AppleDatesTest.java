package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppleDatesTest {

  @ParameterizedTest
  @CsvSource({
    "2030-11-08T22:33:22+0000, 2030-11-08T22:33:22Z",
    "2014-08-15T18:13:52-0700, 2014-08-15T18:13:52-07:00",
    "2027-05-04T09:10:11+00:00, 2027-05-04T09:10:11Z",
    "2027-05-04T09:10:11+02:00, 2027-05-04T09:10:11+02:00",
    "2027-05-04T09:10:11+00, 2027-05-04T09:10:11Z",
    "2027-05-04T09:10:11-03, 2027-05-04T09:10:11-03:00",
    "2027-05-04T09:10:11Z, 2027-05-04T09:10:11Z",
    "2027-05-04T09:10:11.123+0530, 2027-05-04T09:10:11.123+05:30",
  })
  void allFormsOfTheZone(String text, String expected) {
    assertThat(AppleDates.parse(text)).contains(OffsetDateTime.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2027-05-04",
        "2027-05-04T09:10:11",
        "2027-02-30T09:10:11Z",
        "2027-05-04T25:10:11Z",
        "2027-05-04T09:10:11+9900",
        "04.05.2027 09:10",
        "2027-05-04T09:10:11+0000 x"
      })
  void nothingElse(String text) {
    assertThat(AppleDates.parse(text)).isEmpty();
  }

  @Test
  void missing() {
    assertThat(AppleDates.parse(null)).isEmpty();
  }
}
