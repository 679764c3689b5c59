package dev.coster.simulator;

import java.util.List;

/** Creates, updates or retires users; one task each. */
final class UserWork implements Work {
  private final World world;
  private final EventType type;
  private final List<RequestedUser> users;
  private final UserDesk desk;

  UserWork(World world, Location location, EventType type, List<RequestedUser> users) {
    this.world = world;
    this.type = type;
    this.users = users;
    this.desk = new UserDesk(world, location);
  }

  @Override
  public EventType type() {
    return type;
  }

  @Override
  public int size() {
    return users.size();
  }

  @Override
  public boolean indivisible() {
    return false;
  }

  @Override
  public void perform(int task, Report report) {
    RequestedUser wanted = users.get(task);
    try {
      RegisteredUser user =
          switch (type) {
            case CREATE -> desk.create(wanted);
            case UPDATE -> desk.update(wanted);
            case RETIRE -> desk.retire(wanted.clientUserId(), report.eventId);
            case ASSOCIATE, DISASSOCIATE, REVOKE -> throw new IllegalStateException(type.name());
          };
      report.done(
          user == null
              ? row(task)
              : Row.User.of(user, world.choices.reading().inviteCodeAlwaysShown()));
    } catch (Refusal refusal) {
      report.failed(refusal.error, row(task));
    }
  }

  @Override
  public Row row(int task) {
    RequestedUser user = users.get(task);
    return new Row.User(user.clientUserId(), user.email(), null, null, null);
  }
}
