package dev.coster.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramsTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void optionsComeWithAndWithoutEqualsSign() {
    Arguments arguments =
        Arguments.parse(List.of("--data", "/a b", "--port=0"), Configuration.OPTIONS);
    assertThat(arguments.value("--data")).contains("/a b");
    assertThat(arguments.value("--port")).contains("0");
    assertThat(arguments.value("--bind")).isEmpty();
    assertThatThrownBy(() -> Arguments.parse(List.of("--dta", "x"), Set.of("--data")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--dta")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> Arguments.parse(List.of("--data"), Set.of("--data")))
        .hasMessage("--data needs a value");
  }

  @Test
  void configListsEverySettingWithItsSourceAndNoSecret() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("coster.conf"),
            "COSTER_DATABASE_PASSWORD = hunter2\nCOSTER_BIND = 10.1.2.3\n");
    var program = new ShowConfig(Map.of("COSTER_DATA", "/srv/coster", "COSTER_PROT", "1"), out);
    assertThat(Coster.run(program, List.of("--config", file.toString(), "--port", "9"), out))
        .isZero();
    assertThat(text())
        .contains("COSTER_DATA = /srv/coster")
        .contains("COSTER_BIND = 10.1.2.3")
        .contains("from " + file + "; default 127.0.0.1")
        .contains("COSTER_PORT = 9")
        .contains("COSTER_PROT (environment) is no setting of Coster")
        .doesNotContain("hunter2");
  }

  @Test
  void whatOnesSelfCanMendIsToldWithoutAStackTrace() {
    assertThat(Coster.run(new Serve(Map.of("COSTER_PORT", "x"), out), List.of(), out)).isEqualTo(2);
    assertThat(text()).startsWith("COSTER_PORT (environment) must be a number").hasLineCount(1);
    assertThat(Coster.run(new Serve(Map.of(), out), List.of("--prot", "1"), out)).isEqualTo(2);
    assertThat(Coster.run(new Demo(Map.of(), out), List.of("--port", "x"), out)).isEqualTo(2);
    assertThat(text()).contains("--port must be a number");
    assertThat(Coster.run(failing(), List.of(), out)).isEqualTo(5);
    assertThat(text()).contains("in use by another").doesNotContain("\tat ");
  }

  private static Program failing() {
    return new Program() {
      @Override
      public String description() {
        return "fails";
      }

      @Override
      public int run(List<String> arguments) {
        throw new EmbeddedPostgresException("in use by another");
      }
    };
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
