package dev.coster.exchange;

import dev.coster.apple.ErrorNumber;
import java.util.List;
import java.util.Set;

/**
 * Cuts recorded requests that are larger than Apple allows, because the limits were lowered after
 * they were recorded. Apple queued nothing of them, so they become several requests in their place.
 */
final class Splitter {
  private static final Set<Integer> TOO_LARGE =
      Set.of(
          ErrorNumber.TOO_MANY_ASSETS.number(),
          ErrorNumber.TOO_MANY_CLIENT_USER_IDS.number(),
          ErrorNumber.TOO_MANY_SERIAL_NUMBERS.number(),
          ErrorNumber.TOO_MANY_USERS.number());

  private final ExchangeParts parts;

  Splitter(ExchangeParts parts) {
    this.parts = parts;
  }

  /** Whether Apple's number says that a request is larger than allowed. */
  static boolean isTooLarge(int number) {
    return TOO_LARGE.contains(number);
  }

  /** Cuts a request that does not fit the limits as read last. */
  boolean splitIfTooLarge(Session session, Request request, boolean[] devices) {
    return split(
        session, request, Drafts.cut(Requests.Draft.of(request), devices, session.limits()));
  }

  /**
   * Apple said that the request is too large: reads the limits anew and cuts it. When it should fit
   * by them it is halved in what Apple complained of; a single one that is still too large is
   * refused for good.
   */
  void splitRefused(Session session, Request request, int number, boolean[] devices) {
    Limits fresh = parts.line().readServiceConfig().orElse(session.limits());
    Requests.Draft draft = Requests.Draft.of(request);
    if (split(session, request, Drafts.cut(draft, devices, fresh))
        || split(session, request, Drafts.cut(draft, devices, halved(number, request, devices)))) {
      return;
    }
    session.fenced(() -> {
      String message = "Apple finds a request of the smallest size too large";
      parts.moves().refuse(request.id(), number, message, session.now());
      return number;
    });
  }

  private boolean split(Session session, Request request, List<Requests.Draft> drafts) {
    if (drafts.size() == 1) {
      return false;
    }
    session.fenced(() -> {
      parts.moves().split(request, drafts);
      return drafts;
    });
    return true;
  }

  private static Limits halved(int number, Request request, boolean[] devices) {
    int serials = 0;
    for (boolean device : devices) {
      serials += device ? 1 : 0;
    }
    int people = devices.length - serials;
    boolean assets = number == ErrorNumber.TOO_MANY_ASSETS.number();
    boolean onDevices = number == ErrorNumber.TOO_MANY_SERIAL_NUMBERS.number();
    int mostAssets = assets ? half(request.assetIds().length) : Integer.MAX_VALUE;
    int mostDevices = onDevices ? half(serials) : Integer.MAX_VALUE;
    int mostPeople = assets || onDevices ? Integer.MAX_VALUE : half(people);
    return new Limits(mostAssets, mostPeople, mostDevices, mostPeople, mostDevices, mostPeople);
  }

  private static int half(int count) {
    return Math.max(1, (count + 1) / 2);
  }
}
