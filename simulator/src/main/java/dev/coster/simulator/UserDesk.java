package dev.coster.simulator;

import dev.coster.simulator.Choices.Repeated;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The life of registered users: creation, update, retirement, and the acceptance of invitations.
 */
final class UserDesk {
  private final World world;
  private final Location location;
  private final UserRegistry users;

  UserDesk(World world, Location location) {
    this.world = world;
    this.location = location;
    this.users = location.users;
  }

  RegisteredUser create(RequestedUser wanted) {
    if (users.active(wanted.clientUserId()) != null) {
      throw new Refusal(AppleError.USER_EXISTS);
    }
    String account = managedAccount(wanted, null);
    RegisteredUser user =
        users.add(wanted.clientUserId(), wanted.email(), world.newHex(16), world.now());
    if (account != null) {
      users.associate(user, account);
    }
    return user;
  }

  RegisteredUser update(RequestedUser wanted) {
    RegisteredUser user = users.active(wanted.clientUserId());
    if (user == null) {
      throw new Refusal(AppleError.USER_NOT_FOUND);
    }
    String account = managedAccount(wanted, user);
    if (wanted.email() != null) {
      user.email = wanted.email();
      users.changed(user);
    }
    if (account != null && !account.equals(user.account)) {
      users.associate(user, account);
    }
    return user;
  }

  /**
   * Retires the active user of this id; null when there is none and that is no failure.
   *
   * @param eventId the event by which it happens, if any
   */
  @Nullable RegisteredUser retire(String clientUserId, @Nullable String eventId) {
    RegisteredUser user = users.active(clientUserId);
    if (user == null) {
      if (world.choices.writing().retirement() == Repeated.SUCCEEDS) {
        List<RegisteredUser> earlier = users.records(clientUserId);
        return earlier.isEmpty() ? null : earlier.getLast();
      }
      boolean known = !users.records(clientUserId).isEmpty();
      throw new Refusal(known ? AppleError.ALREADY_RETIRED : AppleError.USER_NOT_FOUND);
    }
    users.end(user, UserStatus.RETIRED);
    for (Location library : librariesOfUsers()) {
      List<Asset> freed = library.library.retire(user.holder());
      new Notifier(world).freedByRetirement(library, user, freed, eventId);
    }
    return user;
  }

  /** The owner of an Apple Account opens an invitation and signs in. */
  RegisteredUser accept(RegisteredUser invited, String appleAccount) {
    String account = appleAccount.toLowerCase(Locale.ROOT);
    if (acceptedBefore(invited, account)) {
      return invited;
    }
    if (expired(invited)) {
      throw new PortalRefusal(410, "This invitation has expired.");
    }
    if (invited.status != UserStatus.REGISTERED) {
      throw new PortalRefusal(409, "This invitation has been used or withdrawn.");
    }
    if (users.byAccount(account) != null) {
      throw new Refusal(AppleError.ACCOUNT_TAKEN);
    }
    RegisteredUser earlier = earlierRecord(invited);
    RegisteredUser result =
        earlier == null ? associate(invited, account) : rejoin(earlier, invited, account);
    for (Location library : librariesOfUsers()) {
      new Notifier(world).userAssociated(library, result);
    }
    return result;
  }

  private boolean acceptedBefore(RegisteredUser invited, String account) {
    return world.choices.inviting().secondUse() == Repeated.SUCCEEDS
        && invited.status == UserStatus.ASSOCIATED
        && account.equals(invited.account);
  }

  private boolean expired(RegisteredUser invited) {
    Duration kept = world.choices.inviting().codeKept();
    return !kept.isZero() && !world.now().isBefore(invited.invitedAt.plus(kept));
  }

  private RegisteredUser associate(RegisteredUser invited, String account) {
    users.associate(invited, account);
    return invited;
  }

  /**
   * A person who was associated before comes back: with the same account the old record revives,
   * with another one the old record is deleted for good and its books move to the new one.
   */
  private RegisteredUser rejoin(RegisteredUser earlier, RegisteredUser invited, String account) {
    if (account.equals(earlier.account)) {
      users.end(invited, UserStatus.RETIRED);
      users.associate(earlier, account);
      for (Location library : librariesOfUsers()) {
        library.library.restore(earlier.holder(), earlier.holder(), world.second());
        library.library.hand(invited.holder(), earlier.holder(), world.second());
        library.library.retire(invited.holder());
      }
      return earlier;
    }
    users.end(earlier, UserStatus.DELETED);
    users.associate(invited, account);
    for (Location library : librariesOfUsers()) {
      library.library.restore(earlier.holder(), invited.holder(), world.second());
    }
    return invited;
  }

  private @Nullable RegisteredUser earlierRecord(RegisteredUser invited) {
    RegisteredUser found = null;
    for (RegisteredUser record : users.records(invited.clientUserId)) {
      if (record.status == UserStatus.RETIRED && record.account != null) {
        found = record;
      }
    }
    return found;
  }

  private @Nullable String managedAccount(RequestedUser wanted, @Nullable RegisteredUser self) {
    if (wanted.managedAppleId() == null) {
      return null;
    }
    String account = wanted.managedAppleId().toLowerCase(Locale.ROOT);
    if (!location.organization.owns(account)) {
      throw new Refusal(AppleError.ACCOUNT_NOT_USABLE);
    }
    RegisteredUser owner = users.byAccount(account);
    if (owner != null && owner != self) {
      throw new Refusal(AppleError.ACCOUNT_TAKEN);
    }
    return account;
  }

  private List<Location> librariesOfUsers() {
    return users.locations;
  }
}
