package dev.coster.apple;

import dev.coster.apple.NoAnswerException.Reason;
import dev.coster.apple.NoAnswerException.Sent;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads one answer, body before status: the one place where every answer becomes an acceptance, a
 * refusal, or no answer.
 */
final class AnswerReader<T> {

  private final HttpAnswer answer;
  private final BodyShape<T> shape;
  private final ErrorReader error;
  private @Nullable String uId;
  private @Nullable MdmInfo mdmInfo;
  private @Nullable String tokenExpirationDate;
  private @Nullable T body;

  AnswerReader(HttpAnswer answer, BodyShape<T> shape, UnaryOperator<String> mask) {
    this.answer = answer;
    this.shape = shape;
    this.error = new ErrorReader(mask);
  }

  /**
   * Reads the answer to its end.
   *
   * @throws NoAnswerException when the body is cut or too large
   */
  Reply<T> read(boolean write, long maxBodyBytes) {
    readBody(maxBodyBytes);
    Envelope envelope = new Envelope(uId, mdmInfo, tokenExpirationDate);
    T read = body;
    if (read != null) {
      return new Reply.Accepted<>(read, envelope);
    }
    boolean unclear = write && error.error().isNone() && (success() || answer.status() >= 500);
    return new Reply.Refused<>(
        answer.status(),
        error.error(),
        RetryAfter.parse(
            answer.header("Retry-After").orElse(null), answer.header("Date").orElse(null)),
        envelope,
        unclear);
  }

  private boolean success() {
    return answer.status() >= 200 && answer.status() < 300;
  }

  private void readBody(long maxBodyBytes) {
    try (CappedStream capped = new CappedStream(answer.body(), maxBodyBytes);
        JsonParser json = Json.MAPPER.createParser(capped)) {
      readObject(json);
    } catch (JacksonIOException e) {
      IOException cause = e.getCause();
      throw noAnswer(cause == null ? new IOException("The body could not be read") : cause);
    } catch (IOException e) {
      throw noAnswer(e);
    } catch (UnexpectedEndOfInputException e) {
      // Jackson's message might quote the body; ours says enough.
      throw new NoAnswerException(Sent.MAYBE, Reason.CUT, "The answer is cut short", null);
    } catch (JacksonException | ShapeException e) {
      // Not Apple's form: a page of HTML, say. What was recognized before, an error above all,
      // still counts.
      body = null;
    }
  }

  private void readObject(JsonParser json) {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    Values.object(json, this::take);
    if (json.nextToken() == null && success() && error.error().isNone()) {
      body = shape.finish(new Envelope(uId, mdmInfo, tokenExpirationDate));
    }
  }

  private void take(String name, JsonParser json) {
    switch (name) {
      case "uId" -> uId = Values.text(json);
      case "mdmInfo" -> mdmInfo = readMdmInfo(json);
      case "tokenExpirationDate" -> tokenExpirationDate = Values.text(json);
      default -> {
        if (!error.take(name, json)) {
          shape.take(name, json);
        }
      }
    }
  }

  private static @Nullable MdmInfo readMdmInfo(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    var values = Values.textMap(json);
    return new MdmInfo(
        values.getOrDefault("id", ""),
        values.getOrDefault("name", ""),
        values.getOrDefault("metadata", ""));
  }

  private static NoAnswerException noAnswer(IOException failure) {
    if (failure instanceof CappedStream.TooLargeException) {
      return new NoAnswerException(
          Sent.MAYBE, Reason.TOO_LARGE, "The answer is larger than the cap", null);
    }
    return Failures.whileReading(failure);
  }
}
