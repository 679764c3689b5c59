package dev.coster.csv;

import dev.coster.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file whose encoding nobody told: as spreadsheet programs really write them. */
final class CsvText {
  private static final int MOST_BYTES = 64 << 20;

  /** What a spreadsheet program of Western Europe and America writes when it is not asked. */
  private static final Charset FALLBACK = Charset.forName("windows-1252");

  private CsvText() {}

  /**
   * Reads to the end, and decodes: by byte order mark, else UTF-16 by look, UTF-8, Windows-1252.
   */
  static String read(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Problem.invalid(
            "csv.too_large", "The file is larger than 64 MiB.", "Import it in several parts.");
      }
      return decode(bytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The file could not be read.", unreadable);
    }
  }

  private static String decode(byte[] bytes) {
    if (isUtf32(bytes)) {
      throw Problem.invalid(
          "csv.encoding",
          "The file has the wrong encoding: it is UTF-32.",
          "Save it as UTF-8 (in spreadsheet programs: CSV UTF-8) and choose it again.");
    }
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return utf8OrFallback(bytes, 3);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    if (bytes.length >= 4 && bytes[1] == 0 && bytes[3] == 0) {
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    if (bytes.length >= 4 && bytes[0] == 0 && bytes[2] == 0) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    return utf8OrFallback(bytes, 0);
  }

  private static boolean isUtf32(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return true;
    }
    // Of four bytes of a heading three are zero.
    return zeros(bytes, 1, 2, 3) || zeros(bytes, 0, 1, 2);
  }

  private static boolean zeros(byte[] bytes, int... places) {
    if (bytes.length < 4) {
      return false;
    }
    for (int place : places) {
      if (bytes[place] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String utf8OrFallback(byte[] bytes, int offset) {
    ByteBuffer content = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(content)
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, offset, bytes.length - offset, FALLBACK);
    }
  }
}
