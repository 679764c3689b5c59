package dev.coster.web.console;

import dev.coster.csv.CsvUndone;
import dev.coster.device.Devices;
import dev.coster.people.People;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Removing a device or a person, and undoing an import: first what would happen, then it. */
@Controller
public final class RemovalPages {

  private static final String DEVICE_LEAVES =
      "The device leaves the lists. Where it had licenses once, their stories stay. Adding its"
          + " serial number again, or importing it, brings it back.";
  private static final String PERSON_LEAVES =
      "The person leaves the lists, and name, mail address, account and notes are forgotten here, in"
          + " registrations and in what was sent to Apple, too. Where there were licenses once, their"
          + " stories stay without the name. The audit, which cannot be changed, tells of persons by"
          + " number; what earlier versions wrote there with a name stays until its month is"
          + " dropped. Notifications of Apple stay until their time is over, and Apple keeps what it"
          + " was told.";

  private final Templates pages;
  private final Frames frames;
  private final Devices devices;
  private final People people;
  private final Transactions transactions;

  RemovalPages(
      Templates pages, Frames frames, Devices devices, People people, Transactions transactions) {
    this.pages = pages;
    this.frames = frames;
    this.devices = devices;
    this.people = people;
    this.transactions = transactions;
  }

  /**
   * What is asked.
   *
   * @param hinders why it cannot be; null when it can
   * @param at the import that is meant; empty otherwise
   */
  public record View(
      String title,
      String words,
      @Nullable String hinders,
      String action,
      String at,
      String button,
      String back) {}

  @GetMapping("/devices/{id}/remove")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel device(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    String hinders = devices.hinders(me.visibility(), id).orElse(null);
    Devices.Row row = devices.find(me.visibility(), id).orElseThrow();
    View view =
        new View(
            "Remove " + row.label() + "?",
            DEVICE_LEAVES,
            hinders,
            "/devices/" + id + "/remove",
            "",
            "Remove the device",
            "/devices/" + id);
    return page(me, request, Frame.Section.DEVICES, view);
  }

  @PostMapping("/devices/{id}/remove")
  @Allowed(Permission.EDIT_DEVICES)
  String removeDevice(SignedIn me, @PathVariable int id) {
    transactions.run(() -> devices.remove(me.visibility(), id, me.actor()));
    return "redirect:/devices";
  }

  @GetMapping("/people/{id}/remove")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel person(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    String hinders = people.hinders(me.visibility(), id).orElse(null);
    People.Row row = people.find(me.visibility(), id).orElseThrow();
    View view =
        new View(
            "Remove " + row.name() + "?",
            PERSON_LEAVES,
            hinders,
            "/people/" + id + "/remove",
            "",
            "Remove the person",
            "/people/" + id);
    return page(me, request, Frame.Section.PEOPLE, view);
  }

  @PostMapping("/people/{id}/remove")
  @Allowed(Permission.EDIT_PEOPLE)
  String removePerson(SignedIn me, @PathVariable int id) {
    transactions.run(() -> people.remove(me.visibility(), id, me.actor()));
    return "redirect:/people";
  }

  @GetMapping("/devices/import/undo")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel devicesImport(SignedIn me, HttpServletRequest request, @RequestParam String at) {
    CsvUndone would = devices.undoing(me.visibility(), instant(at));
    View view = undo("devices", Words.count(would.removed(), "device", "devices"), would, at);
    return page(me, request, Frame.Section.DEVICES, view);
  }

  @PostMapping("/devices/import/undo")
  @Allowed(Permission.EDIT_DEVICES)
  String undoDevices(SignedIn me, @RequestParam String at) {
    Instant importedAt = instant(at);
    transactions.call(() -> devices.undo(me.visibility(), importedAt, me.actor()));
    return "redirect:/devices";
  }

  @GetMapping("/people/import/undo")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel peopleImport(SignedIn me, HttpServletRequest request, @RequestParam String at) {
    CsvUndone would = people.undoing(me.visibility(), instant(at));
    View view = undo("people", Words.count(would.removed(), "person", "people"), would, at);
    return page(me, request, Frame.Section.PEOPLE, view);
  }

  @PostMapping("/people/import/undo")
  @Allowed(Permission.EDIT_PEOPLE)
  String undoPeople(SignedIn me, @RequestParam String at) {
    Instant importedAt = instant(at);
    transactions.call(() -> people.undo(me.visibility(), importedAt, me.actor()));
    return "redirect:/people";
  }

  private static View undo(String kind, String removed, CsvUndone would, String at) {
    return new View(
        "Undo the import of " + Words.moment(instant(at)) + "?",
        removed
            + " that it added would be removed."
            + (would.kept() == 0
                ? ""
                : " " + Words.number(would.kept()) + " more stay, since they are in use by now.")
            + " What it only updated stays as it is.",
        would.removed() == 0 ? "Nothing that it added can be removed." : null,
        "/" + kind + "/import/undo",
        at,
        "Remove " + removed,
        "/" + kind + "/import");
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException _) {
      throw Problem.invalid(
          "import.unknown", "“" + text + "” names no import.", "Choose one from the list.");
    }
  }

  private JteModel page(SignedIn me, HttpServletRequest request, Frame.Section section, View view) {
    return pages.removal(frames.frame(view.title(), section, me, request), view);
  }
}
