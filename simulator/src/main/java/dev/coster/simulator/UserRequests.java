package dev.coster.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks and accepts {@code users/create}, {@code users/update} and {@code users/retire}. */
final class UserRequests {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

  private final Caller caller;
  private final World world;

  UserRequests(Caller caller) {
    this.caller = caller;
    this.world = caller.world();
  }

  String manage(EventType type, ServiceRequest request) {
    List<RequestedUser> users = users(Json.body(request.body()));
    check(users);
    UserWork work = new UserWork(world, caller.location(), type, users);
    Event event = new EventQueue(world, caller.location()).accept(work);
    return Json.object(json -> {
      json.writeStringProperty("eventId", event.eventId);
      caller.writeCommonFields(json);
    });
  }

  private static List<RequestedUser> users(JsonNode body) {
    List<RequestedUser> users = new ArrayList<>();
    for (JsonNode element : Json.elements(body, "users")) {
      String id = element.isObject() ? Json.text(element, "clientUserId") : null;
      if (id == null || id.isBlank()) {
        throw new Refusal(AppleError.INVALID_ARGUMENT);
      }
      users.add(
          new RequestedUser(
              id,
              present(Json.text(element, "email")),
              present(Json.text(element, "managedAppleId"))));
    }
    return users;
  }

  private void check(List<RequestedUser> users) {
    if (users.isEmpty()) {
      throw new Refusal(AppleError.NO_USERS);
    }
    Set<String> twice =
        AssetRequests.twice(
            users.stream().map(user -> caller.location().users.key(user.clientUserId())).toList());
    if (!twice.isEmpty()) {
      throw new Refusal(AppleError.DUPLICATE_USERS, ErrorInfo.ofUsers(twice));
    }
    if (users.size() > world.limits.maxUsers()) {
      throw new Refusal(AppleError.TOO_MANY_USERS);
    }
    Choices.Longest longest = world.choices.longest();
    if (users.stream().anyMatch(user -> exceeds(user.clientUserId(), longest.clientUserId()))) {
      throw new Refusal(AppleError.INVALID_ARGUMENT);
    }
    List<String> wrong =
        users.stream()
            .filter(user -> isWrong(user.email()) || exceeds(user.email(), longest.email()))
            .map(RequestedUser::clientUserId)
            .toList();
    if (!wrong.isEmpty()) {
      throw new Refusal(AppleError.INVALID_EMAIL, ErrorInfo.ofUsers(wrong));
    }
  }

  private static boolean isWrong(@Nullable String email) {
    return email != null && !EMAIL.matcher(email).matches();
  }

  private static boolean exceeds(@Nullable String text, int longest) {
    return text != null && longest > 0 && text.length() > longest;
  }

  private static @Nullable String present(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
