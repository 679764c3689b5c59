package dev.coster.distribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who is meant by a wish, in the stated order, each once. A target is told by a code: the holder's
 * id, or, when Apple has no identity for it, a negative number made of the person's or device's id.
 */
final class Targets {
  private final int[] codes;
  private final RoaringBitmap devices;
  private final int[] sortedCodes;
  private final int[] positions;

  private Targets(int[] codes, RoaringBitmap devices) {
    this.codes = codes;
    this.devices = devices;
    this.positions =
        IntStream.range(0, codes.length)
            .boxed()
            .sorted(Comparator.comparingInt(position -> codes[position]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sortedCodes = Arrays.stream(positions).map(position -> codes[position]).toArray();
  }

  /** Collects targets; a code that is there already is not added again. */
  static final class Builder {
    private final java.util.LinkedHashMap<Integer, Boolean> targets =
        new java.util.LinkedHashMap<>();

    void device(int deviceId, int holderId) {
      targets.putIfAbsent(holderId > 0 ? holderId : -2 * deviceId - 1, true);
    }

    void person(int personId, int holderId) {
      targets.putIfAbsent(holderId > 0 ? holderId : -2 * personId, false);
    }

    void holder(int holderId, boolean device) {
      targets.putIfAbsent(holderId, device);
    }

    Targets build() {
      int[] codes = targets.keySet().stream().mapToInt(Integer::intValue).toArray();
      RoaringBitmap devices = new RoaringBitmap();
      int position = 0;
      for (boolean device : targets.values()) {
        if (device) {
          devices.add(position);
        }
        position++;
      }
      return new Targets(codes, devices);
    }
  }

  int count() {
    return codes.length;
  }

  RoaringBitmap devices() {
    return devices;
  }

  RoaringBitmap nameless() {
    RoaringBitmap nameless = new RoaringBitmap();
    for (int position = 0; position < codes.length; position++) {
      if (codes[position] < 0) {
        nameless.add(position);
      }
    }
    return nameless;
  }

  /** Holder ids of those who have one. */
  int[] holderIds() {
    return Arrays.stream(codes).filter(code -> code > 0).toArray();
  }

  /** The position of a holder; negative when it is not meant. */
  int positionOf(int holderId) {
    int at = Arrays.binarySearch(sortedCodes, holderId);
    return at < 0 ? -1 : positions[at];
  }

  int code(int position) {
    return codes[position];
  }

  /** The codes at these positions, in the stated order. */
  int[] codes(RoaringBitmap at) {
    int[] result = at.toArray();
    for (int i = 0; i < result.length; i++) {
      result[i] = codes[result[i]];
    }
    return result;
  }

  static boolean isPerson(int code) {
    return code < 0 && code % 2 == 0;
  }

  /** The person's or device's id in the code of a target without a holder. */
  static int idIn(int code) {
    return isPerson(code) ? -code / 2 : (-code - 1) / 2;
  }

  /** The ids of persons at these positions, who have no holder. */
  int[] personIds(RoaringBitmap at) {
    return Arrays.stream(codes(at)).filter(Targets::isPerson).map(Targets::idIn).toArray();
  }
}
