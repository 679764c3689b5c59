package dev.coster.distribution;

import static dev.coster.distribution.School.HERE;
import static dev.coster.distribution.School.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Licenses.Chapter;
import dev.coster.distribution.Licenses.HolderCursor;
import dev.coster.distribution.Licenses.HolderFilter;
import dev.coster.distribution.Licenses.HolderRow;
import dev.coster.distribution.Licenses.LicenseStory;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.location.LocationState;
import dev.coster.platform.Instants;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LicensesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final HolderFilter ALL = new HolderFilter(null, "", false);

  private School school;

  @BeforeEach
  void freshSchool() {
    database.truncate();
    school = new School(database).assets(2, 1_000).devices(20).people(2);
  }

  private LicenseStory story(int assetId, int holderId) {
    return school.licenses.story(Visibility.ALL, HERE, assetId, holderId).orElseThrow();
  }

  @Test
  void holdersComePageByPage() {
    school.assigned(1, upTo(20));
    school.assigned(2, 1);

    List<Integer> seen = new ArrayList<>();
    HolderCursor after = null;
    List<HolderRow> page = school.licenses.holders(Visibility.ALL, 1, ALL, after, 7);
    while (!page.isEmpty()) {
      page.forEach(row -> seen.add(row.holderId()));
      HolderRow last = page.get(page.size() - 1);
      after = new HolderCursor(last.locationId(), last.holderId());
      page = school.licenses.holders(Visibility.ALL, 1, ALL, after, 7);
    }

    assertThat(seen).containsExactlyElementsOf(java.util.Arrays.stream(upTo(20)).boxed().toList());
    assertThat(
            school.licenses.holders(
                Visibility.ALL, 1, new HolderFilter(null, "ipad 13", false), null, 10))
        .extracting(HolderRow::label)
        .containsExactly("iPad 13");
    assertThat(school.licenses.holders(Visibility.ofLocations(Set.of(2)), 1, ALL, null, 10))
        .isEmpty();
    assertThat(school.licenses.heldByDevice(Visibility.ALL, 1, 10)).hasSize(2);
    assertThat(school.licenses.totals(Visibility.ALL)).isEqualTo(Map.of(HERE, 21L));
    assertThat(school.licenses.holder(3).orElseThrow().label()).isEqualTo("iPad 3");
  }

  @Test
  void aStoryNamesWhomItWaitsForAndSinceWhen() {
    assertThat(school.licenses.story(Visibility.ALL, HERE, 1, 1)).isEmpty();
    school.give(upTo(1), upTo(1));
    assertThat(story(1, 1).waitsFor()).isEqualTo("US");

    school.clock.advance(Duration.ofMinutes(2));
    school.move(
        school.open().get(0).id(),
        "state = 'ACCEPTED', event_id = 'e-77', sent_at = ?, accepted_at = ?",
        Instants.utc(school.clock.instant()),
        Instants.utc(school.clock.instant()));
    LicenseStory accepted = story(1, 1);
    assertThat(accepted.waitsFor()).isEqualTo("APPLE");
    assertThat(accepted.sentence())
        .isEqualTo(
            "Apple has accepted the request and is working on it since "
                + time("2026-03-02T08:02:00Z")
                + " (event e-77).");
    assertThat(accepted.since()).isEqualTo(school.clock.instant());
    assertThat(accepted.held()).isFalse();

    school.complete(school.open().get(0).id());
    LicenseStory done = story(1, 1);
    assertThat(done.waitsFor()).isEqualTo("NOBODY");
    assertThat(done.held()).isTrue();
    assertThat(done.sentence()).contains("Apple confirmed it on 2 Mar 2026 08:02 UTC");
    assertThat(done.chapters())
        .extracting(Chapter::what)
        .containsExactly(
            "Request for giving it recorded",
            "Apple accepted the request",
            "Apple confirmed giving it",
            "Coster learned that it is assigned");
  }

  /** As readings stand in the list of readings, with their begin and end. */
  private void listing(Instant began, Instant ended, @Nullable Integer asset) {
    school
        .jdbc
        .sql(
            """
            insert into listing (location_id, kind, asset_id, state, began_at, ended_at,
              first_version, last_version, next_page)
            values (1, 'ASSIGNMENTS', ?, 'DONE', ?, ?, 'v', 'v', 2)
            """)
        .param(asset)
        .param(Instants.utc(began))
        .param(Instants.utc(ended))
        .update();
  }

  private List<String> chapters(int assetId, int holderId) {
    return story(assetId, holderId).chapters().stream().map(Chapter::what).toList();
  }

  @Test
  void aReadingFromBeforeTheRequestDidNotShowWhatItGave() {
    Instant began = school.clock.instant();
    listing(began, began.plusSeconds(5), null);
    school.clock.advance(Duration.ofSeconds(10));
    school.give(upTo(1), upTo(1));
    school.complete(school.open().get(0).id());

    assertThat(chapters(1, 1))
        .containsExactly(
            "Request for giving it recorded",
            "Apple accepted the request",
            "Apple confirmed giving it",
            "Coster learned that it is assigned");
  }

  /** The reading began before the request, and came to the license after it. */
  @Test
  void whatALongReadingShowedWasLearnedAtItsEnd() {
    school.give(upTo(1), upTo(1));
    Instant began = school.clock.instant().plusSeconds(1);
    school
        .jdbc
        .sql("update request set recorded_at = ?")
        .param(Instants.utc(began.plusSeconds(2)))
        .update();
    school.read(1, true, 1);
    listing(began, began.plusSeconds(60), 1);

    assertThat(chapters(1, 1))
        .containsExactly(
            "Request for giving it recorded",
            "Coster learned that it is assigned",
            "Read at Apple: assigned");
    assertThat(story(1, 1).chapters().getLast().at()).isEqualTo(began.plusSeconds(60));
  }

  @Test
  void aReadingFromBeforeItWasTakenBackDidNotShowItMissing() {
    school.assigned(1, 1);
    Instant began = school.clock.instant().plusSeconds(1);
    listing(began, began.plusSeconds(5), null);
    school.clock.advance(Duration.ofSeconds(10));
    assertThat(chapters(1, 1)).contains("Read at Apple: assigned");
    school.run(school.preview(School.wish(Verb.TAKE_BACK, upTo(1), upTo(1), new int[0])));
    school.complete(school.open().get(0).id());
    assertThat(chapters(1, 1)).noneMatch(what -> what.startsWith("Read at Apple"));

    Instant later = school.clock.instant().plusSeconds(1);
    listing(later, later.plusSeconds(5), null);
    assertThat(chapters(1, 1)).endsWith("Read at Apple: not assigned");
  }

  @Test
  void whoWasRefusedForLackOfLicensesIsToldToBuyAndGiveAgain() {
    school.give(upTo(1), upTo(2));
    school.check(
        school.open().get(0).id(),
        false,
        List.of(new Failure(9709, "x", List.of(), List.of(), List.of())));
    assertThat(story(1, 2).waitsFor()).isEqualTo("US");

    school.read(1, true, 1);

    assertThat(story(1, 1).held()).isTrue();
    LicenseStory refused = story(1, 2);
    assertThat(refused.waitsFor()).isEqualTo("NOBODY");
    assertThat(refused.sentence())
        .contains("9709")
        .endsWith("Nothing waits for more: buy licenses, then give it again.");
  }

  @Test
  void whatWaitsForTheEndOfAPauseThatAppleAskedForWaitsForApple() {
    school.give(upTo(1), upTo(1));
    school.silentUntil = school.clock.instant().plusSeconds(600);
    String pause = "Apple asked for a pause until " + time("2026-03-02T08:10:00Z") + ".";
    assertThat(story(1, 1).sentence()).endsWith(": " + pause);
    assertThat(story(1, 1).waitsFor()).isEqualTo("APPLE");

    school.check(school.open().get(0).id(), false, List.of());
    assertThat(story(1, 1).sentence()).endsWith(pause);
    assertThat(story(1, 1).waitsFor()).isEqualTo("APPLE");
    school.silentUntil = null;
    assertThat(story(1, 1).waitsFor()).isEqualTo("US");
  }

  @Test
  void whatIsRecordedSaysWhyItIsNotSent() {
    var job = school.give(upTo(1), upTo(1));
    school.transactions.run(() -> school.jobs.pause(job, School.ANNE));
    assertThat(story(1, 1).sentence()).endsWith(": its job is paused.");

    school.transactions.run(() -> school.jobs.resume(job, School.ANNE));
    school.state = LocationState.CLAIMED_ELSEWHERE;
    assertThat(story(1, 1).sentence()).contains("North cannot be written to").contains("Jamf");
    assertThat(story(1, 1).waitsFor()).isEqualTo("US");

    school.state = LocationState.USABLE;
    school.move(school.open().get(0).id(), "error_number = 9646");
    assertThat(story(1, 1).sentence()).contains("Apple put the request off").contains("9646");
    assertThat(story(1, 1).waitsFor()).isEqualTo("APPLE");
  }

  @Test
  void holdersAreFoundByHowTheyBegin() {
    school.assigned(1, upTo(20));
    int stranger = stranger();
    school.assigned(1, stranger);

    assertThat(found("IPAD 1", false)).containsExactly(1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(found("s2", false)).containsExactly(2, 20);
    assertThat(found("xyz", false)).containsExactly(stranger);
    assertThat(found("", true)).containsExactly(stranger);
    assertThat(found("iPad", true)).isEmpty();
    assertThat(found("50%", false)).isEmpty();
  }

  private List<Integer> found(String text, boolean unlinked) {
    return school
        .licenses
        .holders(Visibility.ALL, 1, new HolderFilter(null, text, unlinked), null, 50)
        .stream()
        .map(HolderRow::holderId)
        .toList();
  }

  private int stranger() {
    return school
        .jdbc
        .sql(
            """
            insert into holder (kind, apple_id, created_at) values ('D', 'XYZ1', now())
            returning holder_id
            """)
        .query(Integer.class)
        .single();
  }

  @Test
  void whatOthersGaveAndWhatAPersonHasNotAcceptedIsTold() {
    school.assigned(2, 5);
    assertThat(story(2, 5).sentence()).contains("given by others");

    int holder =
        school
            .jdbc
            .sql(
                """
                insert into holder (kind, apple_id, person_id, created_at)
                values ('U', 'u-1', 1, now()) returning holder_id
                """)
            .query(Integer.class)
            .single();
    school
        .jdbc
        .sql(
            """
            insert into registration (location_id, holder_id, status, invited_at)
            values (1, ?, 'Registered', ?)
            """)
        .param(holder)
        .param(Instants.utc(school.clock.instant()))
        .update();
    school.assigned(2, holder);

    LicenseStory story = story(2, holder);
    assertThat(story.waitsFor()).isEqualTo("PERSON");
    assertThat(story.sentence())
        .contains("has not accepted, since " + time("2026-03-02T08:00:00Z"));
    assertThat(school.licenses.heldByPerson(Visibility.ALL, 1, 10)).hasSize(1);
  }

  /** In the zone of whoever runs the tests, as on the pages. */
  private static String time(String instant) {
    return DateTimeFormatter.ofPattern("d MMM uuuu HH:mm z", Locale.ENGLISH)
        .format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
  }
}
