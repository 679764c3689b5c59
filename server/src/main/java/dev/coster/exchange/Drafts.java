package dev.coster.exchange;

import dev.coster.platform.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rectangles: whether they are well made, contained in each other, and how they are cut. */
final class Drafts {
  private Drafts() {}

  /** Sorted, without doubles, with something to ask for. */
  static Requests.Draft checked(Requests.Draft draft) {
    boolean needsAssets = draft.operation().onAssets() && draft.operation() != Operation.REVOKE;
    if (draft.holderIds().length == 0 || needsAssets != draft.assetIds().length > 0) {
      throw new IllegalArgumentException(
          "A request of %s over %d assets and %d holders"
              .formatted(draft.operation(), draft.assetIds().length, draft.holderIds().length));
    }
    if (!draft.operation().onAssets()) {
      return checkedUsers(draft);
    }
    if (!draft.users().isEmpty()) {
      throw new IllegalArgumentException("A request on assets carries no users");
    }
    return draft.about(distinct(draft.assetIds()), distinct(draft.holderIds()), List.of());
  }

  /** What is sent of a user stands at the place of its holder. */
  private static Requests.Draft checkedUsers(Requests.Draft draft) {
    int[] holders = draft.holderIds();
    if (draft.users().size() != holders.length || distinct(holders).length != holders.length) {
      throw new IllegalArgumentException(
          "A request on users names each of its holders once, in the same order");
    }
    int[] order =
        IntStream.range(0, holders.length)
            .boxed()
            .sorted(Comparator.comparingInt(position -> holders[position]))
            .mapToInt(Integer::intValue)
            .toArray();
    return at(draft, draft.assetIds(), order);
  }

  /** The part of a draft whose holders stand at these positions. */
  static Requests.Draft at(Requests.Draft whole, int[] assets, int[] positions) {
    List<Request.UserFields> users = whole.users();
    return whole.about(
        assets,
        Arrays.stream(positions).map(position -> whole.holderIds()[position]).toArray(),
        users.isEmpty() ? users : Arrays.stream(positions).mapToObj(users::get).toList());
  }

  /** Whether each pair (or user) of the part is one of these. */
  static boolean within(List<Request> wholes, Requests.Draft part) {
    if (wholes.stream()
        .anyMatch(whole ->
            whole.locationId() != part.locationId() || whole.operation() != part.operation())) {
      return false;
    }
    int[] assets = part.assetIds().length == 0 ? new int[] {0} : part.assetIds();
    return Arrays.stream(assets)
        .allMatch(asset ->
            within(
                wholes.stream()
                    .filter(whole -> asset == 0 || within(whole.assetIds(), new int[] {asset}))
                    .flatMapToInt(whole -> Arrays.stream(whole.holderIds()))
                    .toArray(),
                part.holderIds()));
  }

  /**
   * Cuts a rectangle so that no part has more assets, devices or people than allowed.
   *
   * @param devices the holders that are devices, as positions in the draft's holders; the others
   *     are people
   */
  static List<Requests.Draft> cut(Requests.Draft whole, boolean[] devices, Limits limits) {
    List<int[]> columns =
        columns(
            devices, most(whole.operation(), limits, true), most(whole.operation(), limits, false));
    List<Requests.Draft> parts = new ArrayList<>();
    int assetsEach = Math.max(1, limits.maxAssets());
    int assets = whole.assetIds().length;
    for (int from = 0; from == 0 || from < assets; from += assetsEach) {
      int[] assetIds =
          Arrays.copyOfRange(whole.assetIds(), from, Math.min(assets, from + assetsEach));
      for (int[] column : columns) {
        parts.add(at(whole, assetIds, column));
      }
    }
    return parts;
  }

  private static int most(Operation operation, Limits limits, boolean devices) {
    int most =
        switch (operation) {
          case ASSOCIATE, DISASSOCIATE ->
              devices ? limits.maxSerialNumbers() : limits.maxClientUserIds();
          case REVOKE ->
              devices ? limits.maxRevokeSerialNumbers() : limits.maxRevokeClientUserIds();
          case CREATE, UPDATE, RETIRE -> limits.maxUsers();
        };
    return Math.max(1, most);
  }

  private static List<int[]> columns(boolean[] devices, int mostDevices, int mostPeople) {
    List<List<Integer>> columns = new ArrayList<>();
    int seenDevices = 0;
    int seenPeople = 0;
    for (int i = 0; i < devices.length; i++) {
      int column = devices[i] ? seenDevices++ / mostDevices : seenPeople++ / mostPeople;
      while (columns.size() <= column) {
        columns.add(new ArrayList<>());
      }
      columns.get(column).add(i);
    }
    return columns.stream().map(column -> Ints.of(column)).toList();
  }

  private static boolean within(int[] whole, int[] part) {
    int[] sorted = distinct(whole);
    return Arrays.stream(part).allMatch(value -> Arrays.binarySearch(sorted, value) >= 0);
  }

  private static int[] distinct(int[] values) {
    return Arrays.stream(values).sorted().distinct().toArray();
  }
}
