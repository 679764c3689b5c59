package dev.coster.distribution;

import dev.coster.distribution.LicenseStore.PairFacts;
import dev.coster.distribution.Licenses.Chapter;
import dev.coster.distribution.Licenses.LicenseStory;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Outcome;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests.Story;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the life of a pair from what is known of it. Pure. */
final class Stories {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm z", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private static final int NOT_ENOUGH_LICENSES = 9709;

  private final List<Story> requests;
  private final PairFacts facts;

  private Stories(List<Story> requests, PairFacts facts) {
    this.requests = requests;
    this.facts = facts;
  }

  /**
   * The story.
   *
   * @param requests those at the location that contain the pair, newest first
   */
  static LicenseStory tell(List<Story> requests, PairFacts facts) {
    return new Stories(requests, facts).tell();
  }

  private record Sentence(String words, String waitsFor, @Nullable Instant since) {}

  private LicenseStory tell() {
    Sentence sentence = sentence();
    return new LicenseStory(
        sentence.words(), sentence.waitsFor(), sentence.since(), facts.since() != null, chapters());
  }

  private Sentence sentence() {
    Instant waiting = facts.waitingSince();
    if (waiting != null) {
      return new Sentence(
          "It waits until Apple has registered the person, since " + time(waiting) + ".",
          "APPLE",
          waiting);
    }
    if (requests.isEmpty()) {
      return atRest();
    }
    Story last = requests.get(0);
    boolean settled = last.request().state() == RequestState.SETTLED;
    boolean confirmed = last.result() == PairResult.CONFIRMED;
    return settled || confirmed ? after(last) : open(last.request());
  }

  private Sentence open(Request request) {
    String wish = gives(request) ? "The license" : "The return of the license";
    Instant since = since(request);
    return switch (request.state()) {
      case RECORDED ->
          new Sentence(
              wish + " waits for Coster to send the request, since " + time(since) + ".",
              "US",
              since);
      case SENT ->
          new Sentence(
              "Coster is sending the request to Apple, since " + time(since) + ".", "APPLE", since);
      case ACCEPTED ->
          new Sentence(
              "Apple has accepted the request and is working on it since %s (event %s)."
                  .formatted(time(since), request.eventId()),
              "APPLE",
              since);
      case LOST ->
          new Sentence(
              "Apple did not say what became of the request; Coster reads it at Apple, since "
                  + time(since)
                  + ".",
              "US",
              since);
      case CHECKING ->
          new Sentence(
              "Apple did a part of the request; Coster reads which, since " + time(since) + ".",
              "US",
              since);
      case SETTLED -> atRest();
    };
  }

  private static Instant since(Request request) {
    Instant since =
        switch (request.state()) {
          case RECORDED -> request.recordedAt();
          case SENT, LOST -> request.sentAt();
          case ACCEPTED, CHECKING -> request.acceptedAt();
          case SETTLED -> request.settledAt();
        };
    return since == null ? request.recordedAt() : since;
  }

  private Sentence after(Story last) {
    Request request = last.request();
    boolean asWished = (facts.since() != null) == gives(request);
    if (asWished || withdrawn(request)) {
      return atRest();
    }
    Instant at = since(request);
    if (refused(last)) {
      Integer number = number(last);
      boolean forLack = number != null && number == NOT_ENOUGH_LICENSES;
      return new Sentence(
          "Apple refused it on %s: %s%s"
              .formatted(
                  time(at),
                  Refusals.words(number, message(last)),
                  forLack ? " It waits for a purchase." : ""),
          forLack ? "PURCHASE" : "NOBODY",
          at);
    }
    return gives(request)
        ? new Sentence(
            "Apple confirmed it on " + time(at) + ", but it is gone since: somebody else took it.",
            "NOBODY",
            at)
        : new Sentence(
            "Apple confirmed its return on " + time(at) + ", but it was given again since.",
            "NOBODY",
            at);
  }

  /** Nothing of it is on the way. */
  private Sentence atRest() {
    Instant since = facts.since();
    if (since == null) {
      return new Sentence("There is no such license.", "NOBODY", null);
    }
    if ("Registered".equalsIgnoreCase(facts.userStatus())) {
      Instant invited = facts.invitedAt();
      return invited == null
          ? new Sentence(
              "The license is there since "
                  + time(since)
                  + "; the person has not been given the invitation yet.",
              "US",
              since)
          : new Sentence(
              "The license is there; the person was invited and has not accepted, since "
                  + time(invited)
                  + ".",
              "PERSON",
              invited);
    }
    String who = requests.stream().anyMatch(story -> gives(story.request())) ? "Coster" : "others";
    return new Sentence(
        who.equals("Coster")
            ? "The license is there; Apple confirmed it on " + time(since) + "."
            : "The license is there; it was given by others, and Coster saw it first on "
                + time(since)
                + ".",
        "NOBODY",
        since);
  }

  private List<Chapter> chapters() {
    List<Chapter> chapters = new ArrayList<>();
    for (Story story : requests) {
      chapters(story, chapters);
    }
    Instant since = facts.since();
    if (since != null) {
      chapters.add(new Chapter(since, "Coster learned that it is assigned", null, null));
    }
    Instant read = facts.readAt();
    if (read != null) {
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

  private static void chapters(Story story, List<Chapter> into) {
    Request request = story.request();
    String event = request.eventId();
    String what = gives(request) ? "giving" : "taking back";
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
    if (withdrawn(request)) {
      into.add(new Chapter(settled, "Withdrawn before it was sent", null, null));
    } else if (story.result() == PairResult.SENT_AGAIN) {
      into.add(new Chapter(settled, "Found missing, and asked for again", event, null));
    } else if (refused(story)) {
      Integer number = number(story);
      into.add(new Chapter(settled, Refusals.words(number, message(story)), event, number));
    } else {
      into.add(new Chapter(settled, "Apple confirmed " + what + " it", event, null));
    }
  }

  private static boolean gives(Request request) {
    return request.operation() == Operation.ASSOCIATE;
  }

  private static boolean withdrawn(Request request) {
    return request.outcome() == Outcome.WITHDRAWN;
  }

  private static boolean refused(Story story) {
    PairResult result = story.result();
    return result == null
        ? story.request().outcome() == Outcome.REFUSED
        : result == PairResult.REFUSED || result == PairResult.NOT_DONE;
  }

  private static @Nullable Integer number(Story story) {
    return story.result() == null ? story.request().errorNumber() : story.errorNumber();
  }

  private static @Nullable String message(Story story) {
    return story.result() == null ? story.request().errorMessage() : story.errorMessage();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
