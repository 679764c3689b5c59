package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.apple.ContentTokenFile.Parsed;
import dev.coster.apple.ContentTokenFile.Problem;
import dev.coster.apple.ContentTokenFile.Rejected;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTokenFileTest {

  private static final String JSON =
      """
      {
          "token": "b3BhcXVlLXZhbHVl",
          "expDate": "2027-05-04T09:10:11+0000",
          "orgName": "ORG00042"
      }\
      """;
  private static final String GOOD = base64(JSON);

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertGood(ContentTokenFile file) {
    assertThat(file)
        .isEqualTo(
            new Parsed(
                ContentToken.of(GOOD), OffsetDateTime.parse("2027-05-04T09:10:11Z"), "ORG00042"));
  }

  static Stream<String> goodFiles() {
    return Stream.of(
        GOOD,
        GOOD + "\n",
        "  " + GOOD + "\r\n\r\n",
        "\uFEFF" + GOOD,
        "\"" + GOOD + "\"",
        "'" + GOOD + "'\n",
        "\u201C" + GOOD + "\u201D",
        GOOD.replaceAll("(.{64})", "$1\r\n"),
        GOOD.replaceAll("(.{10})", "$1 \t"),
        GOOD + "\u00A0\u200B");
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void whatEditorsAndMailProgramsAddIsTolerated(String file) {
    assertGood(ContentTokenFile.parse(file));
    assertGood(ContentTokenFile.parse(file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void wideTextFromWindowsIsTolerated() {
    assertGood(ContentTokenFile.parse(("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16LE)));
    assertGood(ContentTokenFile.parse(("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_16BE)));
  }

  @Test
  void theOriginalTextIsSentAsItIs() {
    Parsed parsed = (Parsed) ContentTokenFile.parse(GOOD + "\n");
    assertThat(parsed.token().reveal()).isEqualTo(GOOD);
    assertThat(Base64.getDecoder().decode(parsed.token().reveal()))
        .isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTokenWithoutItsLabelIsGood() {
    ContentTokenFile file =
        ContentTokenFile.parse(base64("{\"token\":\"x\",\"expDate\":\"2027-05-04T09:10:11Z\"}"));
    assertThat(file).isInstanceOf(Parsed.class);
    assertThat(((Parsed) file).organizationName()).isNull();
  }

  private static void assertRejected(String file, Problem problem) {
    assertThat(ContentTokenFile.parse(file)).isEqualTo(new Rejected(problem));
  }

  @Test
  void empty() {
    assertRejected("", Problem.EMPTY);
    assertRejected(" \r\n\uFEFF\"\"", Problem.EMPTY);
  }

  @Test
  void tooLarge() {
    assertRejected("A".repeat(100_000), Problem.TOO_LARGE);
  }

  @Test
  void notBase64() {
    assertRejected("hello, world!", Problem.NOT_BASE64);
    assertRejected(JSON, Problem.NOT_BASE64);
    assertRejected("abcd=abcd", Problem.NOT_BASE64);
    assertRejected("abcde", Problem.NOT_BASE64);
    assertRejected("\u0000\u0001\u0002binary", Problem.NOT_BASE64);
  }

  @Test
  void notJson() {
    assertRejected(base64("hello"), Problem.NOT_JSON);
    assertRejected(base64("[1]"), Problem.NOT_JSON);
    assertRejected(base64("{\"token\":"), Problem.NOT_JSON);
  }

  @Test
  void missingField() {
    assertRejected(base64("{}"), Problem.MISSING_FIELD);
    assertRejected(base64("{\"token\":\"x\",\"orgName\":\"o\"}"), Problem.MISSING_FIELD);
    assertRejected(
        base64("{\"expDate\":\"2027-05-04T09:10:11+0000\",\"orgName\":\"o\"}"),
        Problem.MISSING_FIELD);
    assertRejected(
        base64("{\"token\":\" \",\"expDate\":\"2027-05-04T09:10:11+0000\"}"),
        Problem.MISSING_FIELD);
    assertRejected(base64("{\"token\":7,\"expDate\":\"x\"}"), Problem.MISSING_FIELD);
  }

  @Test
  void badDate() {
    assertRejected(base64("{\"token\":\"x\",\"expDate\":\"next year\"}"), Problem.BAD_DATE);
    assertRejected(
        base64("{\"token\":\"x\",\"expDate\":\"2027-13-40T09:10:11Z\"}"), Problem.BAD_DATE);
  }

  @Test
  void anEnrollmentTokenIsNamedAsSuch() {
    byte[] der = pkcs7();
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    assertThat(ContentTokenFile.parse(der)).isEqualTo(new Rejected(Problem.ENROLLMENT_TOKEN));
    assertRejected(base64, Problem.ENROLLMENT_TOKEN);
    assertRejected(
        "Content-Type: application/pkcs7-mime; name=\"smime.p7m\"; smime-type=enveloped-data\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + base64,
        Problem.ENROLLMENT_TOKEN);
    assertRejected(
        "-----BEGIN PKCS7-----\n" + base64 + "\n-----END PKCS7-----", Problem.ENROLLMENT_TOKEN);
  }

  /** The start of PKCS#7 enveloped data in DER, as long as a real one. */
  private static byte[] pkcs7() {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.writeBytes(
        new byte[] {
          0x30,
          (byte) 0x82,
          0x08,
          0x00,
          0x06,
          0x09,
          0x2A,
          (byte) 0x86,
          0x48,
          (byte) 0x86,
          (byte) 0xF7,
          0x0D,
          0x01,
          0x07,
          0x03
        });
    der.writeBytes(new byte[2048]);
    return der.toByteArray();
  }
}
