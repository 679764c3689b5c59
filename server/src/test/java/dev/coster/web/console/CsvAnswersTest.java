package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An export is whole, or it is seen to be none. */
final class CsvAnswersTest {

  private final Answer answer = new Answer();

  @Test
  void whatFailsAtOnceSendsNothing() {
    assertThatThrownBy(() -> write((_, _) -> fail())).hasMessage("broken");
    assertThat(answer.touched).isFalse();
  }

  @Test
  void whatBreaksOffIsNotEndedProperly() {
    assertThatThrownBy(() -> write((last, limit) -> last == null ? rows(limit) : fail()))
        .hasMessage("broken");
    assertThat(answer.closed).isFalse();
  }

  @Test
  void allPagesArrive() throws IOException {
    write((last, limit) -> last == null ? rows(limit) : List.of(1_000));
    assertThat(answer.closed).isTrue();
    assertThat(answer.bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1 + 1_001);
  }

  private void write(CsvAnswers.Rows<Integer> rows) throws IOException {
    CsvAnswers.write(
        answer.response(), "x.csv", List.of("Number"), rows, row -> List.of(String.valueOf(row)));
  }

  private static List<Integer> rows(int limit) {
    return IntStream.range(0, limit).boxed().toList();
  }

  private static List<Integer> fail() {
    throw new IllegalStateException("broken");
  }

  /** A response that notes what is done to it. */
  private static final class Answer extends ServletOutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean touched;
    private boolean closed;

    private HttpServletResponse response() {
      return (HttpServletResponse)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {HttpServletResponse.class},
              (_, method, _) -> {
                touched = true;
                return method.getName().equals("getOutputStream") ? this : null;
              });
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // It is always ready, so there is never anything to tell.
    }
  }
}
