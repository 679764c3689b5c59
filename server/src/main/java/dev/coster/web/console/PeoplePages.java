package dev.coster.web.console;

import dev.coster.device.Devices;
import dev.coster.distribution.Licenses;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.people.People.NewPerson;
import dev.coster.people.People.PersonState;
import dev.coster.people.Registrations;
import dev.coster.people.Registrations.Registration;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Cursors;
import dev.coster.web.Readings;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** People: the list, one of them with registrations and invitation links, adding one. */
@Controller
public final class PeoplePages {

  private static final int PAGE = 50;
  private static final int HELD = 1000;

  /** The states in the order of the way. */
  public static final List<PersonState> STATES = List.of(PersonState.values());

  private final Templates pages;
  private final Frames frames;
  private final People people;
  private final Registrations registrations;
  private final Parts parts;

  PeoplePages(
      Templates pages, Frames frames, People people, Registrations registrations, Parts parts) {
    this.pages = pages;
    this.frames = frames;
    this.people = people;
    this.registrations = registrations;
    this.parts = parts;
  }

  /** What else it needs. */
  record Parts(
      Devices devices,
      Licenses licenses,
      Locations locations,
      Ages ages,
      Transactions transactions) {}

  /** The list. */
  public record ListView(
      List<People.Row> rows,
      String text,
      @Nullable PersonState state,
      String count,
      @Nullable String nextUrl,
      String csvUrl,
      Readings.Read read,
      Ages.Age age) {

    public boolean filtered() {
      return !text.isEmpty() || state != null;
    }
  }

  /** One person. */
  public record PersonView(
      People.Row row,
      List<Registration> registrations,
      List<Devices.Row> devices,
      Ages.Held held,
      List<Location> locations,
      Readings.Part users) {}

  /** What was typed. */
  public record Form(
      @Nullable String name,
      @Nullable String email,
      @Nullable String managedAppleAccount,
      @Nullable String notes,
      @Nullable String site) {

    static final Form EMPTY = new Form("", "", "", "", "");

    static Form of(People.Row row) {
      return new Form(
          row.name(), row.email(), row.managedAppleAccount(), row.notes(), row.siteName());
    }

    People.Change change() {
      return new People.Change(name, email, managedAppleAccount, notes, site);
    }

    NewPerson person() {
      return new NewPerson(
          name == null ? "" : name.strip(),
          Texts.orNull(email),
          Texts.orNull(managedAppleAccount),
          Texts.orNull(notes),
          Texts.orNull(site));
    }
  }

  /** A state in words. */
  public static String words(PersonState state) {
    return switch (state) {
      case NEW -> "New";
      case INVITED -> "Invited";
      case ASSOCIATED -> "Associated";
      case RETIRED -> "Retired";
    };
  }

  /** The CSS tone. */
  public static String tone(PersonState state) {
    return switch (state) {
      case NEW -> "secondary";
      case INVITED -> "info";
      case ASSOCIATED -> "success";
      case RETIRED -> "warning";
    };
  }

  @GetMapping("/people")
  @Allowed(Permission.VIEW)
  JteModel list(
      SignedIn me,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable PersonState state,
      @RequestParam(required = false) @Nullable String after) {
    People.Filter filter = new People.Filter(text.strip(), null, state);
    List<People.Row> rows = people.list(me.visibility(), filter, Cursors.place(after), PAGE + 1);
    String next =
        Paging.next(
            rows,
            PAGE,
            last ->
                Urls.to("/people")
                    .with("text", filter.text())
                    .with("state", state)
                    .with("after", Cursors.text(last.place()))
                    .toString());
    ListView view =
        new ListView(
            Paging.cut(rows, PAGE),
            filter.text(),
            state,
            Texts.atMost(people.count(me.visibility(), filter, Texts.COUNT_AT_MOST)),
            next,
            Urls.to("/people.csv").with("text", filter.text()).with("state", state).toString(),
            parts.ages().read(me),
            parts.ages().licenses(me));
    return pages.people(frames.frame("People", Frame.Section.PEOPLE, me, request), view);
  }

  @GetMapping("/people/{id}")
  @Allowed(Permission.VIEW)
  JteModel one(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    People.Row row = found(me, id);
    List<Registration> registered = registrations.of(me.visibility(), id);
    PersonView view =
        new PersonView(
            row,
            registered,
            parts
                .devices()
                .list(me.visibility(), new Devices.Filter("", null, null, id), null, PAGE),
            parts.ages().held(me, parts.licenses().heldByPerson(me.visibility(), id, HELD)),
            parts.locations().list(me.visibility()).stream()
                .filter(location -> location.state().writable() && !stands(registered, location))
                .toList(),
            parts.ages().read(me).users());
    return pages.person(frames.frame(row.name(), Frame.Section.PEOPLE, me, request), view);
  }

  /** Whether there is a registration already, or Apple is at it. */
  private static boolean stands(List<Registration> registered, Location location) {
    return registered.stream()
        .anyMatch(each ->
            each.locationId() == location.id()
                && each.errorMessage() == null
                && each.state() != PersonState.RETIRED);
  }

  private People.Row found(SignedIn me, int id) {
    return people
        .find(me.visibility(), id)
        .orElseThrow(() -> Problem.notFound("person.not_found", "There is no such person."));
  }

  @PostMapping("/people/{id}/register")
  @Allowed(Permission.EDIT_PEOPLE)
  String register(SignedIn me, @PathVariable int id, @RequestParam int location) {
    found(me, id);
    UUID job =
        parts
            .transactions()
            .call(() ->
                registrations.registerByJob(me.visibility(), location, new int[] {id}, me.actor()));
    return "redirect:/jobs/" + job;
  }

  /** The invitation link was copied, to be handed out. */
  @PostMapping("/people/{id}/invited")
  @Allowed(Permission.EDIT_PEOPLE)
  String invited(SignedIn me, @PathVariable int id, @RequestParam int location) {
    found(me, id);
    parts
        .transactions()
        .run(() -> registrations.invited(me.visibility(), location, id, me.actor()));
    return "redirect:/people/" + id;
  }

  @GetMapping("/people/new")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel blank(SignedIn me, HttpServletRequest request) {
    return pages.personnew(
        frames.frame("Add a person", Frame.Section.PEOPLE, me, request), Form.EMPTY, null, 0);
  }

  @PostMapping("/people/new")
  @Allowed(Permission.EDIT_PEOPLE)
  Object add(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @ModelAttribute Form form) {
    try {
      int id = parts.transactions().call(() -> people.add(form.person(), me.actor()));
      return "redirect:/people/" + id;
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      return pages.personnew(
          frames.frame("Add a person", Frame.Section.PEOPLE, me, request), form, problem, 0);
    }
  }
}
