package dev.coster.web.console;

import dev.coster.device.Devices;
import dev.coster.device.Devices.Filter;
import dev.coster.device.Devices.NewDevice;
import dev.coster.distribution.Licenses;
import dev.coster.distribution.Licenses.HeldRow;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Devices: the list, one of them, adding one. */
@Controller
public final class DevicePages {

  private static final int PAGE = 50;
  private static final int HELD = 1000;

  private final Templates pages;
  private final Frames frames;
  private final Devices devices;
  private final Licenses licenses;
  private final Ages ages;
  private final Transactions transactions;

  DevicePages(
      Templates pages,
      Frames frames,
      Devices devices,
      Licenses licenses,
      Ages ages,
      Transactions transactions) {
    this.pages = pages;
    this.frames = frames;
    this.devices = devices;
    this.licenses = licenses;
    this.ages = ages;
    this.transactions = transactions;
  }

  /** The list. */
  public record ListView(
      List<Devices.Row> rows,
      String text,
      String count,
      @Nullable String nextUrl,
      String csvUrl,
      Readings.Part known,
      Ages.Age age) {}

  /** One device. */
  public record DeviceView(Devices.Row row, List<Devices.Enrollment> enrollments, Ages.Held held) {}

  /** What was typed; of a device that is here, its serial number is only shown. */
  public record Form(
      @Nullable String serialNumber,
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String site,
      @Nullable String personEmail) {

    static final Form EMPTY = new Form("", "", "", "", "", "");

    static Form of(Devices.Row row, @Nullable String email) {
      return new Form(
          row.serialNumber(), row.name(), row.model(), row.platform(), row.siteName(), email);
    }

    Devices.Change change(boolean ownerHidden) {
      boolean keeps = ownerHidden && Texts.orNull(personEmail) == null;
      return new Devices.Change(name, model, platform, null, site, keeps ? null : personEmail);
    }

    NewDevice device() {
      return new NewDevice(
          serialNumber == null ? "" : serialNumber,
          Texts.orNull(name),
          Texts.orNull(model),
          Texts.orNull(platform),
          null,
          Texts.orNull(site),
          Texts.orNull(personEmail));
    }
  }

  @GetMapping("/devices")
  @Allowed(Permission.VIEW)
  JteModel list(
      SignedIn me,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable String after) {
    Filter filter = new Filter(text.strip(), null, null, null);
    List<Devices.Row> rows = devices.list(me.visibility(), filter, Cursors.place(after), PAGE + 1);
    String next =
        Paging.next(
            rows,
            PAGE,
            last ->
                Urls.to("/devices")
                    .with("text", filter.text())
                    .with("after", Cursors.text(last.place()))
                    .toString());
    ListView view =
        new ListView(
            Paging.cut(rows, PAGE),
            filter.text(),
            Texts.atMost(devices.count(me.visibility(), filter, Texts.COUNT_AT_MOST)),
            next,
            Urls.to("/devices.csv").with("text", filter.text()).toString(),
            ages.read(me).licenses(),
            ages.licenses(me));
    return pages.devices(frames.frame("Devices", Frame.Section.DEVICES, me, request), view);
  }

  @GetMapping("/devices/{id}")
  @Allowed(Permission.VIEW)
  JteModel one(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    Devices.Row row =
        devices
            .find(me.visibility(), id)
            .orElseThrow(() -> Problem.notFound("device.not_found", "There is no such device."));
    List<HeldRow> held = licenses.heldByDevice(me.visibility(), id, HELD);
    return pages.device(
        frames.frame(
            row.name().isEmpty() ? "Device" : row.name(), Frame.Section.DEVICES, me, request),
        new DeviceView(row, devices.enrollments(id), ages.held(me, held)));
  }

  @GetMapping("/devices/new")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel blank(SignedIn me, HttpServletRequest request) {
    return pages.devicenew(
        frames.frame("Add a device", Frame.Section.DEVICES, me, request), Form.EMPTY, null, 0);
  }

  @PostMapping("/devices/new")
  @Allowed(Permission.EDIT_DEVICES)
  Object add(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @ModelAttribute Form form) {
    try {
      int id = transactions.call(() -> devices.add(form.device(), me.actor()));
      return "redirect:/devices/" + id;
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      return pages.devicenew(
          frames.frame("Add a device", Frame.Section.DEVICES, me, request), form, problem, 0);
    }
  }
}
