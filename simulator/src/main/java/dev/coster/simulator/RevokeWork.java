package dev.coster.simulator;

import java.util.ArrayList;
import java.util.List;

/** Takes all revocable assets from users and devices; one task per user or device. */
final class RevokeWork implements Work {
  private final Location location;
  private final List<String> clientUserIds;
  private final List<String> serialNumbers;

  RevokeWork(Location location, List<String> clientUserIds, List<String> serialNumbers) {
    this.location = location;
    this.clientUserIds = clientUserIds;
    this.serialNumbers = serialNumbers;
  }

  @Override
  public EventType type() {
    return EventType.REVOKE;
  }

  @Override
  public int size() {
    return clientUserIds.size() + serialNumbers.size();
  }

  @Override
  public boolean indivisible() {
    return false;
  }

  @Override
  public void perform(int task, Report report) {
    if (task >= clientUserIds.size()) {
      String serial = serialNumbers.get(task - clientUserIds.size());
      int number = location.library.serialNumbers.find(serial);
      report.done(number < 0 ? List.of() : revoke(Holder.device(number)));
      return;
    }
    RegisteredUser user = location.users.active(clientUserIds.get(task));
    if (user == null) {
      report.failed(AppleError.USER_NOT_FOUND, row(task));
    } else {
      report.done(revoke(user.holder()));
    }
  }

  @Override
  public Row row(int task) {
    return task < clientUserIds.size()
        ? new Row.Assignment(null, clientUserIds.get(task), null)
        : new Row.Assignment(null, null, serialNumbers.get(task - clientUserIds.size()));
  }

  private List<Row> revoke(int holder) {
    List<Row> rows = new ArrayList<>();
    for (Asset asset : location.library.revoke(holder)) {
      String name = location.name(holder);
      boolean user = Holder.isUser(holder);
      rows.add(new Row.Assignment(asset.key, user ? name : null, user ? null : name));
    }
    return rows;
  }
}
