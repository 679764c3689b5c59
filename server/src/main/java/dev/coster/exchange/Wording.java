package dev.coster.exchange;

import dev.coster.apple.AppleLocation;
import dev.coster.apple.AssetKey;
import dev.coster.apple.EventResponse;
import dev.coster.apple.ManageAssets;
import dev.coster.apple.Reply;
import dev.coster.apple.RevokeAssets;
import dev.coster.apple.UserRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts requests into Apple's words. */
final class Wording {
  private final NameStore names;

  Wording(NameStore names) {
    this.names = names;
  }

  /**
   * A request in Apple's words.
   *
   * @param operation sends it
   * @param assets of the request, at their places; none when it names none
   * @param holders Apple's ids of its holders, at their places
   * @param devices which of its holders are devices
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Said(
      Function<AppleLocation, Reply<EventResponse>> operation,
      List<AssetKey> assets,
      List<String> holders,
      boolean[] devices) {}

  /**
   * The request in Apple's words, checked as far as that goes without Apple.
   *
   * @throws IllegalArgumentException when it cannot be said
   */
  Said of(Request request) {
    List<NameStore.HolderName> holders = holders(request);
    boolean[] devices = new boolean[holders.size()];
    for (int i = 0; i < devices.length; i++) {
      devices[i] = holders.get(i).device();
    }
    List<AssetKey> assets = assets(request);
    return new Said(
        operation(request, assets, holders),
        assets,
        holders.stream().map(NameStore.HolderName::appleId).toList(),
        devices);
  }

  private static Function<AppleLocation, Reply<EventResponse>> operation(
      Request request, List<AssetKey> assets, List<NameStore.HolderName> holders) {
    return switch (request.operation()) {
      case ASSOCIATE -> {
        ManageAssets pairs = pairs(assets, holders);
        yield apple -> apple.associate(pairs);
      }
      case DISASSOCIATE -> {
        ManageAssets pairs = pairs(assets, holders);
        yield apple -> apple.disassociate(pairs);
      }
      case REVOKE -> {
        RevokeAssets all = new RevokeAssets(ids(holders, false), ids(holders, true));
        yield apple -> apple.revoke(all);
      }
      case CREATE, UPDATE, RETIRE -> onUsers(request.operation(), users(request));
    };
  }

  private static Function<AppleLocation, Reply<EventResponse>> onUsers(
      Operation operation, List<UserRequest> users) {
    return switch (operation) {
      case CREATE -> apple -> apple.createUsers(users);
      case UPDATE -> apple -> apple.updateUsers(users);
      case RETIRE -> apple -> apple.retireUsers(users);
      case ASSOCIATE, DISASSOCIATE, REVOKE ->
          throw new IllegalArgumentException(operation + " is not about users");
    };
  }

  private static ManageAssets pairs(List<AssetKey> assets, List<NameStore.HolderName> holders) {
    return new ManageAssets(assets, ids(holders, false), ids(holders, true));
  }

  private List<AssetKey> assets(Request request) {
    Map<Integer, NameStore.AssetName> known = names.assets(request.assetIds());
    List<AssetKey> assets = new ArrayList<>();
    for (int assetId : request.assetIds()) {
      NameStore.AssetName name = known("asset", assetId, known.get(assetId));
      assets.add(new AssetKey(name.adamId(), name.pricingParam()));
    }
    return assets;
  }

  private List<NameStore.HolderName> holders(Request request) {
    Map<Integer, NameStore.HolderName> known = names.holders(request.holderIds());
    return Arrays.stream(request.holderIds())
        .mapToObj(holderId -> known("holder", holderId, known.get(holderId)))
        .toList();
  }

  private static List<String> ids(List<NameStore.HolderName> holders, boolean devices) {
    return holders.stream()
        .filter(holder -> holder.device() == devices)
        .map(NameStore.HolderName::appleId)
        .toList();
  }

  private static List<UserRequest> users(Request request) {
    return request.users().stream()
        .map(user -> new UserRequest(user.clientUserId(), user.email(), user.managedAppleId()))
        .toList();
  }

  private static <T> T known(String what, int id, @Nullable T name) {
    if (name == null) {
      throw new IllegalArgumentException("There is no %s %d".formatted(what, id));
    }
    return name;
  }
}
