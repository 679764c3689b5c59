package dev.coster.web.console;

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
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Changing what is known of a device or a person. */
@Controller
public final class EditPages {

  private final Templates pages;
  private final Frames frames;
  private final Devices devices;
  private final People people;
  private final Transactions transactions;

  EditPages(
      Templates pages, Frames frames, Devices devices, People people, Transactions transactions) {
    this.pages = pages;
    this.frames = frames;
    this.devices = devices;
    this.people = people;
    this.transactions = transactions;
  }

  @GetMapping("/devices/{id}/edit")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel device(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    Devices.Row row = found(me, id);
    return device(me, request, id, DevicePages.Form.of(row, ownersEmail(me, row)), null);
  }

  private @Nullable String ownersEmail(SignedIn me, Devices.Row row) {
    Integer owner = row.personId();
    return owner == null
        ? null
        : people.find(me.visibility(), owner).map(People.Row::email).orElse(null);
  }

  private JteModel device(
      SignedIn me,
      HttpServletRequest request,
      int id,
      DevicePages.Form form,
      @Nullable Problem problem) {
    Frame frame = frames.frame("Edit the device", Frame.Section.DEVICES, me, request);
    return pages.devicenew(frame, form, problem, id);
  }

  private Devices.Row found(SignedIn me, int id) {
    return devices
        .find(me.visibility(), id)
        .filter(row -> row.retiredAt() == null)
        .orElseThrow(() -> Problem.notFound("device.not_found", "There is no such device."));
  }

  @PostMapping("/devices/{id}/edit")
  @Allowed(Permission.EDIT_DEVICES)
  Object editDevice(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable int id,
      @ModelAttribute DevicePages.Form form) {
    try {
      Devices.Row row = found(me, id);
      // An owner without a mail address cannot stand in the form, and stays.
      boolean hidden = row.personId() != null && ownersEmail(me, row) == null;
      Devices.Change change = form.change(hidden);
      transactions.run(() -> devices.edit(me.visibility(), id, change, me.actor()));
      return "redirect:/devices/" + id;
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      return device(me, request, id, form, problem);
    }
  }

  @GetMapping("/people/{id}/edit")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel person(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    People.Row row =
        people
            .find(me.visibility(), id)
            .orElseThrow(() -> Problem.notFound("person.not_found", "There is no such person."));
    return person(me, request, id, PeoplePages.Form.of(row), null);
  }

  private JteModel person(
      SignedIn me,
      HttpServletRequest request,
      int id,
      PeoplePages.Form form,
      @Nullable Problem problem) {
    Frame frame = frames.frame("Edit the person", Frame.Section.PEOPLE, me, request);
    return pages.personnew(frame, form, problem, id);
  }

  @PostMapping("/people/{id}/edit")
  @Allowed(Permission.EDIT_PEOPLE)
  Object editPerson(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable int id,
      @ModelAttribute PeoplePages.Form form) {
    try {
      transactions.run(() -> people.edit(me.visibility(), id, form.change(), me.actor()));
      return "redirect:/people/" + id;
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      return person(me, request, id, form, problem);
    }
  }
}
