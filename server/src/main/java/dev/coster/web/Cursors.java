package dev.coster.web;

import dev.coster.distribution.Distribution.PairCursor;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.distribution.Licenses.HeldCursor;
import dev.coster.distribution.Licenses.HolderCursor;
import dev.coster.platform.Cursor;
import dev.coster.platform.MalformedCursorException;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lists' positions, to and from the one opaque word that addresses carry. Null and empty mean
 * the beginning. Pure.
 */
public final class Cursors {

  /** Beyond every list, and still to be counted on from. */
  private static final long FAR = Long.MAX_VALUE / 2;

  private Cursors() {}

  /** Place in a list that is ordered by name. */
  public static @Nullable NamePlace place(@Nullable String text) {
    Cursor cursor = read(text, 2);
    return cursor == null ? null : new NamePlace(cursor.string(0), number(cursor, 1));
  }

  public static String text(NamePlace place) {
    return Cursor.of(place.name(), place.id()).text();
  }

  /** Position among an asset's holders. */
  public static @Nullable HolderCursor holder(@Nullable String text) {
    Cursor cursor = read(text, 2);
    return cursor == null ? null : new HolderCursor(number(cursor, 0), number(cursor, 1));
  }

  public static String text(HolderCursor cursor) {
    return Cursor.of(cursor.locationId(), cursor.holderId()).text();
  }

  /** Position among what a device or a person has. */
  public static @Nullable HeldCursor held(@Nullable String text) {
    Cursor cursor = read(text, 4);
    return cursor == null
        ? null
        : new HeldCursor(cursor.string(0), number(cursor, 1), number(cursor, 2), number(cursor, 3));
  }

  public static String text(HeldCursor cursor) {
    return Cursor.of(cursor.name(), cursor.assetId(), cursor.locationId(), cursor.holderId())
        .text();
  }

  /** Position among a job's pairs. */
  public static @Nullable PairCursor pair(@Nullable String text) {
    Cursor cursor = read(text, 3);
    return cursor == null
        ? null
        : new PairCursor(state(cursor.string(0)), number(cursor, 1), number(cursor, 2));
  }

  public static String text(PairCursor cursor) {
    return Cursor.of(cursor.state(), cursor.assetId(), cursor.holderId()).text();
  }

  /** Position in a list that is known by numbers alone: how many come before, or the last one. */
  public static long place(@Nullable String text, long beginning) {
    Cursor cursor = read(text, 1);
    return cursor == null ? beginning : Math.clamp(longNumber(cursor, 0), 0, FAR);
  }

  public static String place(long place) {
    return Cursor.of(place).text();
  }

  /** Position among jobs. */
  public static @Nullable UUID job(@Nullable String text) {
    Cursor cursor = read(text, 1);
    try {
      return cursor == null ? null : cursor.uuid(0);
    } catch (MalformedCursorException malformed) {
      throw bad();
    }
  }

  public static String text(UUID cursor) {
    return Cursor.of(cursor).text();
  }

  private static @Nullable Cursor read(@Nullable String text, int keys) {
    try {
      Cursor cursor = text == null || text.isEmpty() ? null : Cursor.parse(text, keys);
      if (cursor != null && cursor.keys().stream().anyMatch(Characters::areIllegal)) {
        throw bad();
      }
      return cursor;
    } catch (MalformedCursorException malformed) {
      throw bad();
    }
  }

  private static PairState state(String text) {
    try {
      return PairState.valueOf(text);
    } catch (IllegalArgumentException malformed) {
      throw bad();
    }
  }

  private static Problem bad() {
    return Problem.invalid(
        "request.cursor", "This cursor is not one of Coster's.", "Begin again without it.");
  }

  private static int number(Cursor cursor, int index) {
    try {
      return Math.toIntExact(longNumber(cursor, index));
    } catch (ArithmeticException malformed) {
      throw bad();
    }
  }

  private static long longNumber(Cursor cursor, int index) {
    try {
      return cursor.number(index);
    } catch (MalformedCursorException malformed) {
      throw bad();
    }
  }
}
