package dev.coster.simulator;

/** Finds the user of an invite code, wherever he is registered. */
final class Invitations {
  private Invitations() {}

  static RegisteredUser accept(World world, String inviteCode, String appleAccount) {
    if (appleAccount.isBlank()) {
      throw new PortalRefusal(400, "An Apple Account is needed.");
    }
    for (Location location : world.locations.values()) {
      RegisteredUser invited = location.users.byInviteCode(inviteCode);
      if (invited != null) {
        return accept(new UserDesk(world, location), invited, appleAccount);
      }
    }
    throw new PortalRefusal(404, "No invitation has this code.");
  }

  private static RegisteredUser accept(UserDesk desk, RegisteredUser invited, String account) {
    try {
      return desk.accept(invited, account);
    } catch (Refusal refusal) {
      throw new PortalRefusal(409, refusal.error.number + " " + refusal.error.message);
    }
  }
}
