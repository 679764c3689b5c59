package dev.coster.sync;

import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.apple.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Answers with files instead of Apple. */
record FileTransport(AssignmentFiles files) implements Transport {

  @Override
  public HttpAnswer exchange(HttpCall call) {
    String query = call.uri().getQuery();
    int page = Integer.parseInt(query.substring("pageIndex=".length()));
    try {
      return new HttpAnswer(
          200,
          Map.of("Content-Type", List.of("application/json")),
          Files.newInputStream(files.file(page)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
