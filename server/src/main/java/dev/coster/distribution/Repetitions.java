package dev.coster.distribution;

import dev.coster.exchange.Exchange;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/**
 * Lays requests over the pairs of a job that are asked for again. What several requests miss lies
 * scattered: of each some rectangles would be needed, of all of them together hardly more.
 */
final class Repetitions {
  private final Exchange exchange;

  Repetitions(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The drafts.
   *
   * @param again positions in the request's holders, per asset
   * @param unsent other repetitions whose pairs go with them
   */
  List<Requests.Draft> of(
      Request request, Map<Integer, RoaringBitmap> again, List<Request> unsent) {
    int[] holders =
        Stream.concat(Stream.of(request), unsent.stream())
            .flatMapToInt(one -> Arrays.stream(one.holderIds()))
            .sorted()
            .distinct()
            .toArray();
    Map<Integer, RoaringBitmap> pairs = new TreeMap<>();
    again.forEach((assetId, whom) ->
        add(pairs, assetId, holders, Arrays.stream(Settlement.holders(request, whom))));
    for (Request other : unsent) {
      for (int assetId : other.assetIds()) {
        add(pairs, assetId, holders, Arrays.stream(other.holderIds()));
      }
    }
    List<Packer.Missing> missing = new ArrayList<>();
    pairs.forEach((assetId, whom) -> missing.add(new Packer.Missing(assetId, whom)));
    return Packer.pack(missing, new RoaringBitmap(), limits(request)).stream()
        .map(rectangle ->
            Requests.Draft.of(request)
                .about(
                    rectangle.assetIds(),
                    Arrays.stream(rectangle.targets().toArray()).map(i -> holders[i]).toArray(),
                    List.of()))
        .toList();
  }

  private static void add(
      Map<Integer, RoaringBitmap> pairs, int assetId, int[] holders, IntStream whom) {
    RoaringBitmap positions = pairs.computeIfAbsent(assetId, _ -> new RoaringBitmap());
    whom.forEach(holder -> positions.add(Arrays.binarySearch(holders, holder)));
  }

  /**
   * Apple's, whatever the holders are: devices and people are not told apart. What the original had
   * is allowed in any case; if it is not any more, the exchange cuts it.
   */
  private Limits limits(Request request) {
    int assets = request.assetIds().length;
    int holders = request.holderIds().length;
    Limits apple = exchange.limits().orElse(new Limits(assets, holders, holders, 0, 0, 0));
    int most = Math.max(holders, Math.min(apple.maxSerialNumbers(), apple.maxClientUserIds()));
    return new Limits(Math.max(assets, apple.maxAssets()), most, most, 0, 0, 0);
  }
}
