package dev.coster.cli;

import dev.coster.api.AssetsApi;
import dev.coster.api.AssetsApi.AssetView;
import java.util.List;
import java.util.function.Supplier;

/** Finds an app or a book by Coster's id or by Apple's. */
final class AssetNames {

  private static final int MOST = 50;

  private AssetNames() {}

  /** Coster's id of what is named by it, or by {@code ADAMID} or {@code ADAMID:PLUS}. */
  static int id(String named, Supplier<AssetsApi> api) {
    if (named.matches("\\d{1,7}")) {
      return Integer.parseInt(named);
    }
    int colon = named.indexOf(':');
    String adamId = colon < 0 ? named : named.substring(0, colon);
    String pricing = colon < 0 ? "STDQ" : named.substring(colon + 1);
    List<AssetView> meant =
        api.get().assets(adamId, null, null, false, null, MOST).items().stream()
            .filter(each -> each.adamId().equals(adamId))
            .filter(each -> each.pricingParam().equalsIgnoreCase(pricing))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst().id();
    }
    throw new CliException(
        ExitCode.REFUSED,
        "There is no app or book “"
            + named
            + "”: name it by its id or by Apple's, as coster asset list shows them.");
  }
}
