package dev.coster.distribution;

import dev.coster.distribution.LicenseStore.PairFacts;
import dev.coster.distribution.Licenses.Chapter;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to a pair, one thing after the other. */
final class Chapters {
  private Chapters() {}

  /** What happened, oldest first. */
  static List<Chapter> of(List<Story> requests, PairFacts facts) {
    List<Chapter> chapters = new ArrayList<>();
    for (Story story : requests) {
      of(story, chapters);
    }
    Instant since = facts.since();
    if (since != null) {
      chapters.add(new Chapter(since, "Coster learned that it is assigned", null, null));
    }
    Instant read = facts.readAt();
    if (read != null && (since != null || !takenSince(requests, read))) {
      chapters.add(
          new Chapter(
              read,
              since == null ? "Read at Apple: not assigned" : "Read at Apple: assigned",
              null,
              null));
    }
    chapters.sort(Comparator.comparing(Chapter::at));
    return List.copyOf(chapters);
  }

  /** Whether the reading may be from before the license was taken back. */
  private static boolean takenSince(List<Story> requests, Instant read) {
    return requests.stream()
        .map(Story::request)
        .filter(request -> !Fates.gives(request))
        .map(request -> request.checkAfter() == null ? request.settledAt() : request.checkAfter())
        .anyMatch(told -> told != null && told.isAfter(read));
  }

  private static void of(Story story, List<Chapter> into) {
    Request request = story.request();
    String event = request.eventId();
    String what = Fates.gives(request) ? "giving" : "taking back";
    into.add(
        new Chapter(
            request.recordedAt(),
            "Request for %s it recorded%s"
                .formatted(what, request.attempt() > 1 ? ", attempt " + request.attempt() : ""),
            null,
            null));
    Instant accepted = request.acceptedAt();
    if (accepted != null) {
      into.add(new Chapter(accepted, "Apple accepted the request", event, null));
    } else if (request.sentAt() != null) {
      into.add(new Chapter(request.sentAt(), "The request was sent to Apple", null, null));
    }
    Instant settled = request.settledAt();
    if (settled == null) {
      return;
    }
    if (Fates.withdrawn(request)) {
      into.add(new Chapter(settled, "Withdrawn before it was sent", null, null));
    } else if (story.result() == PairResult.SENT_AGAIN) {
      into.add(new Chapter(settled, "Found missing, and asked for again", event, null));
    } else if (Fates.refused(story)) {
      Integer number = Fates.number(story);
      into.add(new Chapter(settled, Refusals.words(number, Fates.message(story)), event, number));
    } else {
      into.add(new Chapter(settled, "Apple confirmed " + what + " it", event, null));
    }
  }
}
