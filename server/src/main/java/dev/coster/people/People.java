package dev.coster.people;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvUndone;
import dev.coster.platform.Actor;
import dev.coster.platform.NamePlace;
import dev.coster.platform.Visibility;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The persons. Methods that change join the caller's transaction. Thread-safe. */
public interface People {

  /** A page of persons by name. */
  List<Row> list(Visibility visibility, Filter filter, @Nullable NamePlace after, int limit);

  /** How many the filter shows, at most {@code atMost}. */
  long count(Visibility visibility, Filter filter, long atMost);

  /** What to show; text is part of name or mail address. */
  record Filter(String text, @Nullable Integer siteId, @Nullable PersonState state) {}

  /** A person in a list; the state is the best over all visible locations. */
  record Row(
      int id,
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      String siteName,
      PersonState state,
      @Nullable String notes,
      long licenses,
      long devices,
      Instant createdAt) {

    /** Where the next page begins after this row. */
    public NamePlace place() {
      return new NamePlace(name, id);
    }
  }

  /** How far a person is with Apple; derived from Apple's raw status, never stored. */
  enum PersonState {
    /** Known to us only, or registered without an invitation handed out. */
    NEW,
    /** An invitation was handed out and is not accepted yet. */
    INVITED,
    ASSOCIATED,
    RETIRED
  }

  Optional<Row> find(Visibility visibility, int personId);

  /** Adds one; a mail address that is here already is refused. */
  int add(NewPerson person, Actor actor);

  /** Fields of a person. */
  record NewPerson(
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {}

  /** Changes what is known of one. Apple keeps what it was told. */
  void edit(Visibility visibility, int personId, Change change, Actor actor);

  /** New values; null leaves what is there, an empty text takes it away. */
  record Change(
      @Nullable String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {}

  /** Why a person cannot be removed, in plain words; empty when they can. */
  Optional<String> hinders(Visibility visibility, int personId);

  /**
   * Removes one who has nothing and whom Apple does not know: forgotten where nothing refers to
   * them, else erased, so that the stories of former licenses stay without a name. Name, mail
   * address, account and notes go from here, from the registrations, and from what was sent to
   * Apple. The audit, which cannot be changed, tells of persons by their numbers alone. Apple keeps
   * what it was told, and notifications of Apple are kept as they came until their time is over.
   */
  void remove(Visibility visibility, int personId, Actor actor);

  /** The imports of which somebody is still here, latest first. */
  List<CsvImported> imports(Visibility visibility, int limit);

  /** What undoing an import would do. */
  CsvUndone undoing(Visibility visibility, Instant importedAt);

  /** Removes all whom an import has added and that {@link #hinders nothing hinders}. */
  CsvUndone undo(Visibility visibility, Instant importedAt, Actor actor);

  /**
   * Reads a CSV (columns Name, Email, Managed Apple Account, Notes, Site in any order) and says
   * what an import would do.
   */
  CsvPreview preview(InputStream csv);

  /** Imports a CSV. Repeatable. */
  CsvPreview importCsv(InputStream csv, Actor actor);

  /** The ids of persons with these mail addresses, which are given in lower case. */
  Map<String, Integer> idsOf(Set<String> emails);

  /** Those of these ids that are persons'; in no order. */
  Set<Integer> known(Visibility visibility, int[] personIds);

  /** All persons that the filter shows, as ids in list order. */
  int[] idsOf(Visibility visibility, Filter filter);
}
