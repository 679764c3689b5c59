package dev.coster.apple;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Fills an {@link AppleError} from the three properties that an error has, wherever they stand. */
final class ErrorReader {

  private final UnaryOperator<String> mask;
  private int number;
  private String message = "";
  private ErrorInfo info = ErrorInfo.NONE;

  ErrorReader(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  /** Takes the property if it belongs to an error. */
  boolean take(String name, JsonParser json) {
    switch (name) {
      case "errorNumber" -> {
        Integer read = Values.integer(json);
        number = read == null ? 0 : read;
      }
      case "errorMessage" -> {
        String read = Values.text(json);
        message = read == null ? "" : mask.apply(read);
      }
      case "errorInfo" -> info = readInfo(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The error; none when there was no number. */
  AppleError error() {
    return number == 0 ? AppleError.none() : new AppleError(number, message, info);
  }

  /** An error that is an object of its own; null for null. */
  static @Nullable AppleError read(JsonParser json, UnaryOperator<String> mask) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    ErrorReader reader = new ErrorReader(mask);
    Values.object(
        json,
        (name, value) -> {
          if (!reader.take(name, value)) {
            value.skipChildren();
          }
        });
    return reader.error();
  }

  private static ErrorInfo readInfo(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return ErrorInfo.NONE;
    }
    InfoFields fields = new InfoFields();
    Values.object(json, fields::take);
    return new ErrorInfo(fields.assets, fields.clientUserIds, fields.serialNumbers);
  }

  private static final class InfoFields {
    private List<AssetKey> assets = List.of();
    private List<String> clientUserIds = List.of();
    private List<String> serialNumbers = List.of();

    void take(String name, JsonParser json) {
      switch (name) {
        case "assets" -> assets = Values.list(json, InfoFields::asset);
        case "clientUserIds" -> clientUserIds = Values.texts(json);
        case "serialNumbers" -> serialNumbers = Values.texts(json);
        default -> json.skipChildren();
      }
    }

    private static @Nullable AssetKey asset(JsonParser json) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        String adamId = Values.text(json);
        return adamId == null ? null : new AssetKey(adamId, AssetKey.STDQ);
      }
      Assignment read = Rows.assignment(json, (name, value) -> value.skipChildren());
      return read.key();
    }
  }
}
