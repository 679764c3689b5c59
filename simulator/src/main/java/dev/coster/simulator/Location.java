package dev.coster.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A location (organizational unit): one library under one {@code uId}. */
final class Location {
  final String uId;
  final Organization organization;
  final LocationSpec spec;
  String name;
  final Library library;
  final UserRegistry users;
  final Map<String, Event> events = new LinkedHashMap<>();
  final Deque<Event> waiting = new ArrayDeque<>();
  final Deque<Instant> recentRequests = new ArrayDeque<>();
  final Manners manners = new Manners();
  int running;
  boolean managedByApple;
  @Nullable Instant closedUntil;
  @Nullable MdmInfo mdmInfo;
  Subscription subscription = Subscription.NONE;

  Location(String uId, Organization organization, LocationSpec spec, long salt, Choices choices) {
    this.uId = uId;
    this.organization = organization;
    this.spec = spec;
    this.name = spec.locationName();
    this.library = new Library(salt);
    this.users =
        choices.usersShared()
            ? organization.sharedUsers
            : new UserRegistry(salt ^ 0x5DEECE66DL, choices.userIdsIgnoreCase());
    this.managedByApple = spec.managedByApple();
  }

  String name(int holder) {
    int number = Holder.number(holder);
    return Holder.isUser(holder)
        ? users.record(number).clientUserId
        : library.serialNumbers.text(number);
  }
}
