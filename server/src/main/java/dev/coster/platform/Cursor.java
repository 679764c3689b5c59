package dev.coster.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key of the last row that a page showed; the next page holds the rows after it ({@code where
 * (name, id) > (…)}). To the outside it is one opaque word. It carries no secret and no right: a
 * forged one shows nothing that the caller may not see.
 *
 * @param keys the values of the list's order, each written as text
 */
public record Cursor(List<String> keys) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Keeps a copy of the keys. */
  public Cursor {
    keys = List.copyOf(keys);
  }

  /** Of numbers, texts, uuids and instants. */
  public static Cursor of(Object... keys) {
    return new Cursor(Arrays.stream(keys).map(Object::toString).toList());
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @param keyCount how many values the list's order has
   * @throws MalformedCursorException for anything else
   */
  public static Cursor parse(String text, int keyCount) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
      String[] keys = JSON.readValue(json, String[].class);
      if (keys == null || keys.length != keyCount || Arrays.asList(keys).contains(null)) {
        throw new MalformedCursorException(null);
      }
      return new Cursor(List.of(keys));
    } catch (IllegalArgumentException | JacksonException malformed) {
      throw new MalformedCursorException(malformed);
    }
  }

  /** The opaque word; safe in an address. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(keys));
  }

  /** A key as it is. */
  public String string(int index) {
    return keys.get(index);
  }

  /**
   * A key as number.
   *
   * @throws MalformedCursorException if it is none
   */
  public long number(int index) {
    try {
      return Long.parseLong(keys.get(index));
    } catch (NumberFormatException malformed) {
      throw new MalformedCursorException(malformed);
    }
  }

  /**
   * A key as uuid.
   *
   * @throws MalformedCursorException if it is none
   */
  public UUID uuid(int index) {
    try {
      return UUID.fromString(keys.get(index));
    } catch (IllegalArgumentException malformed) {
      throw new MalformedCursorException(malformed);
    }
  }

  /**
   * A key as instant.
   *
   * @throws MalformedCursorException if it is none
   */
  public Instant instant(int index) {
    try {
      return Instant.parse(keys.get(index));
    } catch (DateTimeParseException malformed) {
      throw new MalformedCursorException(malformed);
    }
  }
}
