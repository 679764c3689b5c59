package dev.coster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People, and how they stand with Apple. */
public interface PeopleApi {

  @Route(path = "/people")
  PageOf<PersonView> people(
      @InQuery("text") @Nullable String text,
      @InQuery("state") @Nullable String state,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/people/{id}")
  PersonView person(@InPath("id") int id);

  @Route(path = "/people/{id}/licenses")
  PageOf<HeldView> personLicenses(
      @InPath("id") int id,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/people/{id}/registrations")
  PageOf<RegistrationView> registrations(@InPath("id") int id);

  /** Says that the invitation link was handed out; from then on the person is Invited. */
  @Route(verb = Route.Verb.POST, path = "/people/{id}/registrations/{location}/invited")
  PageOf<RegistrationView> invited(@InPath("id") int id, @InPath("location") int location);

  @Route(verb = Route.Verb.POST, path = "/people")
  PersonView addPerson(NewPerson person);

  /** Changes what is known of a person; null leaves what is there, an empty text takes it away. */
  @Route(verb = Route.Verb.PATCH, path = "/people/{id}")
  PersonView editPerson(@InPath("id") int id, PersonChange change);

  /** Whether a person can be removed. */
  @Route(path = "/people/{id}/removal")
  RemovalView personRemoval(@InPath("id") int id);

  /** Removes a person who has nothing and whom Apple does not know. */
  @Route(verb = Route.Verb.DELETE, path = "/people/{id}")
  RemovalView removePerson(@InPath("id") int id);

  /** The last imports of which somebody is still here. */
  @Route(path = "/people/imports")
  PageOf<ImportView.Made> peopleImports();

  /** Removes the people whom an import added, as far as they have nothing. */
  @Route(verb = Route.Verb.POST, path = "/people/imports/undo")
  ImportView.Undone undoPeople(ImportView.Undo undo);

  @Route(verb = Route.Verb.POST, path = "/people/import")
  ImportView importPeople(@InQuery("dryRun") boolean dryRun, CsvUpload csv);

  /** Registers persons with Apple at a location. */
  @Route(verb = Route.Verb.POST, path = "/people/register")
  JobView register(Registering who);

  /**
   * A person.
   *
   * @param state NEW, INVITED, ASSOCIATED, RETIRED; null while Apple's users were read nowhere and
   *     nothing else is known
   * @param licenses how many the person has; null while no location was read completely
   * @param incomplete whether some locations were not read completely yet: state and licenses are
   *     what is known so far
   */
  record PersonView(
      int id,
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      String site,
      @Nullable String state,
      @Nullable Long licenses,
      long devices,
      boolean incomplete) {}

  /** What is to be changed; Apple keeps what it was told. */
  record PersonChange(
      @Nullable String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {}

  /** A person to be. */
  record NewPerson(
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {}

  /**
   * A person at a location.
   *
   * @param inviteUrl the link to hand out; null when there is nothing to accept
   * @param invitedAt when it was handed out
   */
  record RegistrationView(
      int locationId,
      String location,
      int holderId,
      String clientUserId,
      @Nullable String appleStatus,
      String state,
      @Nullable String inviteUrl,
      @Nullable Instant invitedAt,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /** Who is to be registered where. */
  record Registering(int locationId, List<Integer> personIds) {}
}
