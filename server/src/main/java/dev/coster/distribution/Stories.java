package dev.coster.distribution;

import dev.coster.apple.ErrorNumber;
import dev.coster.distribution.LicenseStore.PairFacts;
import dev.coster.distribution.Licenses.LicenseStory;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests.Story;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the life of a pair from what is known of it. Pure. */
final class Stories {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm z", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final List<Story> requests;
  private final PairFacts facts;
  private final Obstacle obstacle;
  private final @Nullable String hindrance;

  /**
   * What keeps what is open from going on.
   *
   * @param hindrance why what is recorded is not sent, to follow a colon; null = it is
   * @param silentUntil until when Apple wants no call; null = it does not mind
   */
  record Obstacle(@Nullable String hindrance, @Nullable Instant silentUntil) {}

  private Stories(List<Story> requests, PairFacts facts, Obstacle obstacle) {
    this.requests = requests;
    this.facts = facts;
    this.obstacle = obstacle;
    this.hindrance = obstacle.hindrance();
  }

  /**
   * The story.
   *
   * @param requests those at the location that contain the pair, newest first
   */
  static LicenseStory tell(List<Story> requests, PairFacts facts, Obstacle obstacle) {
    return new Stories(requests, facts, obstacle).tell();
  }

  private record Sentence(String words, String waitsFor, @Nullable Instant since) {}

  private LicenseStory tell() {
    Sentence sentence = sentence();
    return new LicenseStory(
        sentence.words(),
        sentence.waitsFor(),
        sentence.since(),
        facts.since() != null,
        Chapters.of(requests, facts));
  }

  private Sentence sentence() {
    Instant waiting = facts.waitingSince();
    if (waiting != null) {
      return new Sentence(
          hindrance == null
              ? "It waits until Apple has registered the person, since " + time(waiting) + "."
              : "It waits since %s: %s.".formatted(time(waiting), hindrance),
          hindrance == null ? "APPLE" : "US",
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
    String wish = Fates.gives(request) ? "The license" : "The return of the license";
    Instant since = since(request);
    return switch (request.state()) {
      case RECORDED -> new Sentence(wish + recorded(request) + ".", putOff(request), since);
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
          reading(
              "Apple did not say what became of the request; Coster reads it at Apple, since ",
              since);
      case CHECKING ->
          reading("Apple did a part of the request; Coster reads which, since ", since);
      case SETTLED -> atRest();
    };
  }

  private Sentence reading(String words, Instant since) {
    Instant silent = obstacle.silentUntil();
    return silent == null
        ? new Sentence(words + time(since) + ".", "US", since)
        : new Sentence(words + time(since) + ". " + pause(silent) + ".", "APPLE", since);
  }

  private static String pause(Instant until) {
    return "Apple asked for a pause until " + time(until);
  }

  private String recorded(Request request) {
    String since = time(request.recordedAt());
    if (hindrance != null) {
      return " waits since %s: %s".formatted(since, hindrance);
    }
    Instant silent = obstacle.silentUntil();
    if (silent != null) {
      return " waits since %s: %s".formatted(since, pause(silent));
    }
    Integer number = request.errorNumber();
    return number == null || number == 0
        ? " waits for Coster to send the request, since " + since
        : " waits since %s: Apple put the request off, and Coster sends it again. %s"
            .formatted(since, Refusals.words(number, request.errorMessage()));
  }

  private String putOff(Request request) {
    Integer number = request.errorNumber();
    boolean apples = obstacle.silentUntil() != null || (number != null && number != 0);
    return hindrance == null && apples ? "APPLE" : "US";
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
    boolean asWished = (facts.since() != null) == Fates.gives(request);
    if (asWished || Fates.withdrawn(request)) {
      return atRest();
    }
    Instant at = since(request);
    if (Fates.refused(last)) {
      Integer number = Fates.number(last);
      boolean forLack = number != null && number == ErrorNumber.NOT_ENOUGH_LICENSES.number();
      return new Sentence(
          "%s on %s: %s%s"
              .formatted(
                  number == null || number == 0 ? "It was given up" : "Apple refused it",
                  time(at),
                  Refusals.words(number, Fates.message(last)),
                  forLack ? " Nothing waits for more: buy licenses, then give it again." : ""),
          "NOBODY",
          at);
    }
    return Fates.gives(request)
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
    String who =
        requests.stream().anyMatch(story -> Fates.gives(story.request())) ? "Coster" : "others";
    return new Sentence(
        who.equals("Coster")
            ? "The license is there; Apple confirmed it on " + time(since) + "."
            : "The license is there; it was given by others, and Coster saw it first on "
                + time(since)
                + ".",
        "NOBODY",
        since);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
