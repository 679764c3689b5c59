package dev.coster.simulator;

import java.util.List;

/** {@code GET users}: all records, or those newer than a version, filtered, one page of them. */
final class UserListing {
  private final Caller caller;
  private final World world;
  private final UserRegistry users;
  private final Query query;

  UserListing(Caller caller, ServiceRequest request) {
    this.caller = caller;
    this.world = caller.world();
    this.users = caller.location().users;
    this.query = new Query(request.query());
  }

  String body() {
    Listing.maybeMove(world, query, users.versions);
    int since = Listing.since(world, query, users.versions);
    List<RegisteredUser> rows =
        candidates().stream().filter(user -> user.version > since && matches(user)).toList();
    Page page = Listing.page(world, query, world.faults.pages().users(), rows.size());
    boolean code = world.choices.reading().inviteCodeAlwaysShown();
    return Json.object(json -> {
      json.writeArrayPropertyStart("users");
      rows.subList(page.first(), page.first() + page.size())
          .forEach(user -> Row.User.of(user, code).writeTo(json));
      json.writeEndArray();
      page.writeTo(json, users.versions.versionId());
      caller.writeCommonFields(json);
    });
  }

  private List<RegisteredUser> candidates() {
    String clientUserId = query.text("clientUserId");
    return clientUserId == null ? users.records() : users.records(clientUserId);
  }

  private boolean matches(RegisteredUser user) {
    if (query.isTrue("activeOnly") && !user.status.active()) {
      return false;
    }
    return !query.isTrue("retiredOnly") || !user.status.active();
  }
}
