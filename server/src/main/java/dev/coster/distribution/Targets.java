package dev.coster.distribution;

import dev.coster.platform.Ints;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who is meant by a wish, in the stated order, each once. A target is told by a code: the holder's
 * id, or, when Apple has no identity for it, a negative number made of the person's or device's id.
 */
final class Targets {
  private final int[] codes;

  /** Whose license it is to be; 0 = no person's, or one that is meant by the identity at Apple. */
  private final int[] persons;

  private final RoaringBitmap devices;
  private final int[] sortedCodes;
  private final int[] positions;

  private Targets(int[] codes, int[] persons, RoaringBitmap devices) {
    this.codes = codes;
    this.persons = persons;
    this.devices = devices;
    this.positions =
        IntStream.range(0, codes.length)
            .boxed()
            .sorted(Comparator.comparingInt(position -> codes[position]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sortedCodes = Arrays.stream(positions).map(position -> codes[position]).toArray();
  }

  private record Target(boolean device, int personId) {
    static final Target DEVICE = new Target(true, 0);
    static final Target USER = new Target(false, 0);
  }

  /** Collects targets; a code that is there already is not added again. */
  static final class Builder {
    private final Map<Integer, Target> targets = new LinkedHashMap<>();

    void device(int deviceId, int holderId) {
      targets.putIfAbsent(holderId > 0 ? holderId : -2 * deviceId - 1, Target.DEVICE);
    }

    void person(int personId, int holderId) {
      targets.putIfAbsent(
          holderId > 0 ? holderId : codeOfPerson(personId), new Target(false, personId));
    }

    void holder(int holderId, boolean device) {
      targets.putIfAbsent(holderId, device ? Target.DEVICE : Target.USER);
    }

    Targets build() {
      int[] codes = Ints.of(targets.keySet());
      RoaringBitmap devices = new RoaringBitmap();
      int[] persons = new int[codes.length];
      int position = 0;
      for (Target target : targets.values()) {
        if (target.device()) {
          devices.add(position);
        }
        persons[position++] = target.personId();
      }
      return new Targets(codes, persons, devices);
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

  /** The person who is meant at a position; 0 = none, or nobody by our own id. */
  int personId(int position) {
    return persons[position];
  }

  /** The codes at these positions, in the stated order. */
  int[] codes(RoaringBitmap at) {
    int[] result = at.toArray();
    for (int i = 0; i < result.length; i++) {
      result[i] = codes[result[i]];
    }
    return result;
  }

  /** The code of a person without a holder. */
  static int codeOfPerson(int personId) {
    return -2 * personId;
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
