package dev.coster.exchange;

import dev.coster.apple.AppleError;
import dev.coster.apple.AssetKey;
import dev.coster.apple.ErrorInfo;
import dev.coster.apple.ErrorNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Apple refuses a whole request, and queues nothing of it, when one of its users is not registered,
 * or one of its assets cannot be taken back or given to devices. Finds out whom that is about, so
 * that the others need not share the lot. Where Apple names nobody the request is cut, until the
 * culprits stand alone.
 */
final class Culprits {
  private static final int UNKNOWN_USER = ErrorNumber.USER_NOT_FOUND.number();
  private static final int NOT_FOR_DEVICES = ErrorNumber.NOT_DEVICE_ASSIGNABLE.number();
  private static final Set<Integer> OF_SOME =
      Set.of(UNKNOWN_USER, NOT_FOR_DEVICES, ErrorNumber.NOT_REVOCABLE.number());

  private final Requests.Draft whole;
  private final Wording.Said said;
  private final int number;

  private Culprits(Request request, Wording.Said said, int number) {
    this.whole = Requests.Draft.of(request);
    this.said = said;
    this.number = number;
  }

  /**
   * What becomes of a refused request.
   *
   * @param refused the culprits; null when they are not known yet
   * @param rest disjoint, to be asked for anew
   */
  record Parting(Requests.@Nullable Draft refused, List<Requests.Draft> rest) {}

  /** Parts the request; empty when the refusal is about all of it. */
  static Optional<Parting> part(Request request, Wording.Said said, AppleError error) {
    if (!OF_SOME.contains(error.number())) {
      return Optional.empty();
    }
    Culprits culprits = new Culprits(request, said, error.number());
    return culprits.named(error.info()).or(culprits::halves);
  }

  private Optional<Parting> named(ErrorInfo info) {
    int[] assets = assets(info.assets());
    int[] holders = holders(info);
    if (holders.length == 0 && (assets.length == 0 || number == UNKNOWN_USER)) {
      return Optional.empty();
    }
    int[] ofAssets = assets.length == 0 ? whole.assetIds() : assets;
    int[] ofHolders = holders.length == 0 ? concerned() : holders;
    List<Requests.Draft> rest = new ArrayList<>();
    add(rest, without(whole.assetIds(), ofAssets), all());
    add(rest, ofAssets, without(all(), ofHolders));
    Requests.Draft refused = Drafts.at(whole, ofAssets, ofHolders);
    return Optional.of(new Parting(refused, rest));
  }

  /** Whom a refusal is about that names an asset only. */
  private int[] concerned() {
    int[] devices = positions(position -> said.devices()[position]);
    return number == NOT_FOR_DEVICES && devices.length > 0 ? devices : all();
  }

  private void add(List<Requests.Draft> rest, int[] assets, int[] holders) {
    boolean wanted = holders.length > 0 && (assets.length > 0 || whole.assetIds().length == 0);
    if (wanted && !(whole.assetIds().length == 0 && holders.length == all().length)) {
      rest.add(Drafts.at(whole, assets, holders));
    }
  }

  private Optional<Parting> halves() {
    int[] devices = positions(position -> said.devices()[position]);
    int[] people = positions(position -> !said.devices()[position]);
    int[] assets = whole.assetIds();
    if (devices.length > 0 && people.length > 0 && (number != ErrorNumber.NOT_REVOCABLE.number())) {
      return two(Drafts.at(whole, assets, devices), Drafts.at(whole, assets, people));
    }
    if (number == UNKNOWN_USER && people.length > 1) {
      int half = people.length / 2;
      return two(
          Drafts.at(whole, assets, Arrays.copyOfRange(people, 0, half)),
          Drafts.at(whole, assets, Arrays.copyOfRange(people, half, people.length)));
    }
    if (number != UNKNOWN_USER && assets.length > 1) {
      int half = assets.length / 2;
      return two(
          Drafts.at(whole, Arrays.copyOfRange(assets, 0, half), all()),
          Drafts.at(whole, Arrays.copyOfRange(assets, half, assets.length), all()));
    }
    return Optional.empty();
  }

  private static Optional<Parting> two(Requests.Draft one, Requests.Draft other) {
    return Optional.of(new Parting(null, List.of(one, other)));
  }

  private int[] assets(List<AssetKey> named) {
    return IntStream.range(0, said.assets().size())
        .filter(position -> named.contains(said.assets().get(position)))
        .map(position -> whole.assetIds()[position])
        .toArray();
  }

  private int[] holders(ErrorInfo info) {
    Set<String> serials = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    serials.addAll(info.serialNumbers());
    Set<String> users = Set.copyOf(info.clientUserIds());
    return positions(position -> {
      String appleId = said.holders().get(position);
      return said.devices()[position] ? serials.contains(appleId) : users.contains(appleId);
    });
  }

  private int[] all() {
    return positions(_ -> true);
  }

  private int[] positions(IntPredicate wanted) {
    return IntStream.range(0, whole.holderIds().length).filter(wanted).toArray();
  }

  private static int[] without(int[] all, int[] some) {
    return Arrays.stream(all)
        .filter(one -> Arrays.stream(some).noneMatch(other -> other == one))
        .toArray();
  }
}
