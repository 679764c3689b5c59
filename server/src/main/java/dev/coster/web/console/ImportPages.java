package dev.coster.web.console;

import dev.coster.device.Devices;
import dev.coster.people.People;
import dev.coster.platform.CsvPreview;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.console.ImportFiles.Ticket;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * CSV imports: a verdict per row first, then the same file for real. It waits in {@link
 * ImportFiles} in between.
 */
@Controller
public final class ImportPages {

  private static final ImportView DEVICES =
      new ImportView(
          "devices",
          "/devices/import",
          "/devices",
          "Serial number (needed), Name, Model, Platform, OS version, Site, Person (mail address)",
          null,
          null,
          false);
  private static final ImportView PEOPLE =
      new ImportView(
          "people",
          "/people/import",
          "/people",
          "Name, Email, Managed Apple Account, Notes, Site",
          null,
          null,
          false);

  private final Templates pages;
  private final Frames frames;
  private final Devices devices;
  private final People people;
  private final ImportFiles files;

  ImportPages(Templates pages, Frames frames, Devices devices, People people, ImportFiles files) {
    this.pages = pages;
    this.frames = frames;
    this.devices = devices;
    this.people = people;
    this.files = files;
  }

  @GetMapping("/devices/import")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel devices(SignedIn me, HttpServletRequest request) {
    return page(me, request, DEVICES, null);
  }

  @PostMapping("/devices/import")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel previewDevices(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam MultipartFile file)
      throws IOException {
    return preview(me, new Exchange(request, response), DEVICES, file, devices::preview);
  }

  @PostMapping("/devices/import/run")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel importDevices(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam UUID id,
      @RequestParam String hash) {
    return run(
        me,
        new Exchange(request, response),
        DEVICES,
        new Ticket(id, hash),
        csv -> devices.importCsv(csv, me.actor()));
  }

  @GetMapping("/people/import")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel people(SignedIn me, HttpServletRequest request) {
    return page(me, request, PEOPLE, null);
  }

  @PostMapping("/people/import")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel previewPeople(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam MultipartFile file)
      throws IOException {
    return preview(me, new Exchange(request, response), PEOPLE, file, people::preview);
  }

  @PostMapping("/people/import/run")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel importPeople(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam UUID id,
      @RequestParam String hash) {
    return run(
        me,
        new Exchange(request, response),
        PEOPLE,
        new Ticket(id, hash),
        csv -> people.importCsv(csv, me.actor()));
  }

  private record Exchange(HttpServletRequest request, HttpServletResponse response) {}

  private JteModel preview(
      SignedIn me,
      Exchange exchange,
      ImportView kind,
      MultipartFile file,
      Function<InputStream, CsvPreview> preview)
      throws IOException {
    byte[] bytes = file.getBytes();
    try {
      CsvPreview result = preview.apply(new ByteArrayInputStream(bytes));
      Ticket ticket = files.keep(kind.kind(), me, bytes);
      return page(me, exchange.request(), kind.with(result, ticket, false), null);
    } catch (Problem problem) {
      return refused(me, exchange, kind, problem);
    }
  }

  private JteModel run(
      SignedIn me,
      Exchange exchange,
      ImportView kind,
      Ticket ticket,
      Function<InputStream, CsvPreview> importer) {
    try {
      CsvPreview result =
          files.take(
              kind.kind(), me, ticket, bytes -> importer.apply(new ByteArrayInputStream(bytes)));
      return page(me, exchange.request(), kind.with(result, null, true), null);
    } catch (Problem problem) {
      return refused(me, exchange, kind, problem);
    }
  }

  private JteModel refused(SignedIn me, Exchange exchange, ImportView kind, Problem problem) {
    exchange.response().setStatus(problem.kind().status());
    return page(me, exchange.request(), kind, problem);
  }

  private JteModel page(
      SignedIn me, HttpServletRequest request, ImportView view, @Nullable Problem problem) {
    boolean ofDevices = view.path().equals(DEVICES.path());
    Frame frame =
        frames.frame(
            ofDevices ? "Import devices" : "Import people",
            ofDevices ? Frame.Section.DEVICES : Frame.Section.PEOPLE,
            me,
            request);
    return pages.importcsv(frame, view, problem);
  }
}
