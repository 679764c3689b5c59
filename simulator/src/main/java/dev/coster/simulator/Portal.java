package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people and other servers do at Apple outside the service: organizations, locations, tokens,
 * purchases, invitations. Takes effect at once and without faults; impossible wishes throw {@link
 * PortalRefusal} and change nothing. Safe for use by many threads.
 */
public final class Portal {
  private static final Duration TOKEN_LIFE = Duration.ofDays(365);

  private final SimulatedApple apple;

  Portal(SimulatedApple apple) {
    this.apple = apple;
  }

  /**
   * Makes an organization.
   *
   * @param name its name
   * @param domain every account in this domain is one of its Managed Apple Accounts
   * @return its id
   */
  public String createOrganization(String name, String domain) {
    return apple.locked(world -> {
      String id = "ORG" + (10_000 + world.organizations.size());
      UserRegistry users =
          new UserRegistry(world.ids.nextLong(), world.choices.userIdsIgnoreCase());
      world.organizations.put(id, new Organization(id, name, domain, users));
      return id;
    });
  }

  /** Makes a location of an organization and returns its {@code uId}. */
  public String createLocation(String organizationId, LocationSpec spec) {
    return apple.locked(world -> {
      Organization organization = world.organizations.get(organizationId);
      if (organization == null) {
        throw new PortalRefusal(404, "No organization has the id " + organizationId);
      }
      String uId = Long.toString(2_049_000_000L + world.ids.nextInt(900_000_000));
      Location location =
          new Location(uId, organization, spec, world.ids.nextLong(), world.choices);
      location.users.locations.add(location);
      world.locations.put(uId, location);
      return uId;
    });
  }

  /** Gives a location another name. */
  public void rename(String uId, String locationName) {
    apple.update(world -> {
      Location location = world.location(uId);
      location.name = locationName;
      new Notifier(world).renamed(location);
    });
  }

  /**
   * Lets Apple's own device management have a location, or gives it free; writes answer 9645
   * meanwhile.
   */
  public void setManagedByApple(String uId, boolean managed) {
    apple.update(world -> world.location(uId).managedByApple = managed);
  }

  /** Issues a token valid for a year. */
  public IssuedToken issueToken(String uId, TokenKind kind) {
    return apple.locked(world -> Tokens.issue(world, uId, kind, world.now().plus(TOKEN_LIFE)));
  }

  /** Issues a token valid until a given end. */
  public IssuedToken issueToken(String uId, TokenKind kind, Instant expires) {
    return apple.locked(world -> Tokens.issue(world, uId, kind, expires));
  }

  /** The token of this id, secret included. */
  public IssuedToken token(String tokenId) {
    return apple.locked(world -> Tokens.issued(Tokens.find(world, tokenId)));
  }

  /** The ids of all tokens that open a location. */
  public List<String> tokenIds(String uId) {
    return apple.locked(world ->
        world.tokensById.values().stream()
            .filter(token -> token.uId.equals(uId))
            .map(token -> token.id)
            .toList());
  }

  /** Lets a token end now: 9621. */
  public void expireToken(String tokenId) {
    apple.update(world -> Tokens.find(world, tokenId).expires = world.now());
  }

  /** Revokes a token: 9625. */
  public void revokeToken(String tokenId) {
    apple.update(world -> Tokens.find(world, tokenId).ended = AppleError.TOKEN_REVOKED);
  }

  /** The token's owner gets a new password: 9625 or 9622, at once or later, as chosen. */
  public void changePassword(String tokenId) {
    apple.update(world -> Tokens.passwordChanged(world, Tokens.find(world, tokenId)));
  }

  /** Adds to the store's catalog what the metadata lookup tells about a product. */
  public void publish(StoreItem item) {
    apple.update(world -> world.catalog.put(item.adamId(), item));
  }

  /** Puts an asset into a location that does not have it yet. */
  public void addAsset(String uId, AssetSpec spec) {
    apple.update(world -> Purchases.add(world, world.location(uId), spec));
  }

  /** Buys licenses of an asset that the location has. */
  public void buy(String uId, AssetKey asset, int count) {
    apple.update(world -> Purchases.buy(world, world.location(uId), asset, count));
  }

  /** Refunds unassigned licenses. */
  public void refund(String uId, AssetKey asset, int count) {
    apple.update(world -> Purchases.refund(world, world.location(uId), asset, count));
  }

  /** Moves unassigned licenses to another location of the organization. */
  public void transfer(String fromUId, String toUId, AssetKey asset, int count) {
    apple.update(world ->
        Purchases.transfer(world, world.location(fromUId), world.location(toUId), asset, count));
  }

  /** Another server registers a user; returns the invite code. */
  public String registerUser(String uId, String clientUserId, @Nullable String email) {
    return apple.locked(world -> {
      UserDesk desk = new UserDesk(world, world.location(uId));
      try {
        return desk.create(new RequestedUser(clientUserId, email, null)).inviteCode;
      } catch (Refusal refusal) {
        throw new PortalRefusal(409, refusal.error.message);
      }
    });
  }

  /** Another server retires a user. */
  public void retireUser(String uId, String clientUserId) {
    apple.update(world -> {
      try {
        var _ = new UserDesk(world, world.location(uId)).retire(clientUserId, null);
      } catch (Refusal refusal) {
        throw new PortalRefusal(409, refusal.error.message);
      }
    });
  }

  /** Another server gives an asset to holders who do not have it yet. */
  public void assign(
      String uId, AssetKey asset, Collection<String> clientUserIds, Collection<String> serials) {
    apple.update(
        world -> new OtherServer(world, world.location(uId)).assign(asset, clientUserIds, serials));
  }

  /** Another server takes an asset from holders who have it. */
  public void unassign(
      String uId, AssetKey asset, Collection<String> clientUserIds, Collection<String> serials) {
    apple.update(world ->
        new OtherServer(world, world.location(uId)).unassign(asset, clientUserIds, serials));
  }

  /** Another management server says that it manages the location. */
  public void claim(String uId, MdmInfo mdmInfo) {
    apple.update(world -> world.location(uId).mdmInfo = mdmInfo);
  }

  /** A person accepts an invitation with an Apple Account; returns the {@code clientUserId}. */
  public String accept(String inviteCode, String appleAccount) {
    String accepted =
        apple.locked(world -> Invitations.accept(world, inviteCode, appleAccount).clientUserId);
    apple.update(world -> {});
    return accepted;
  }

  /** What the store tells a device. */
  public StoreView storeForDevice(String adamId, String serialNumber) {
    return apple.locked(world -> new Store(world).device(adamId, serialNumber));
  }

  /** What the store tells a person's device. */
  public StoreView storeForUser(String adamId, String clientUserId) {
    return apple.locked(world -> new Store(world).user(adamId, clientUserId));
  }

  /** All locations' {@code uId}s in the order of their making. */
  public List<String> uIds() {
    return apple.locked(world -> new ArrayList<>(world.locations.keySet()));
  }

  /** The notification types that a location has subscribed to. */
  public Set<String> subscribedTypes(String uId) {
    return apple.locked(world -> Set.copyOf(world.location(uId).subscription.types()));
  }
}
