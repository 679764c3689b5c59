package dev.coster.api;

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

  @Route(verb = Route.Verb.POST, path = "/people")
  PersonView addPerson(NewPerson person);

  @Route(verb = Route.Verb.POST, path = "/people/import")
  ImportView importPeople(@InQuery("dryRun") boolean dryRun, CsvUpload csv);

  /** Registers persons with Apple at a location. */
  @Route(verb = Route.Verb.POST, path = "/people/register")
  JobView register(Registering who);

  /**
   * A person.
   *
   * @param state NEW, INVITED, ASSOCIATED, RETIRED
   */
  record PersonView(
      int id,
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      String site,
      String state,
      long licenses,
      long devices) {}

  /** A person to be. */
  record NewPerson(
      String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {}

  /** A person at a location. */
  record RegistrationView(
      int locationId,
      String location,
      String clientUserId,
      @Nullable String appleStatus,
      String state,
      @Nullable String inviteUrl,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /** Who is to be registered where. */
  record Registering(int locationId, List<Integer> personIds) {}
}
