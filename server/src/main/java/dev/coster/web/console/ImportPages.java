package dev.coster.web.console;

import dev.coster.device.Devices;
import dev.coster.people.People;
import dev.coster.platform.CsvPreview;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * CSV imports: a verdict per row first, then the same file for real. The file waits in the session
 * in between.
 */
@Controller
public final class ImportPages {

  private static final ImportView DEVICES =
      new ImportView(
          "/devices/import",
          "/devices",
          "Serial number (needed), Name, Model, Platform, OS version, Site, Person (mail address)",
          null,
          false);
  private static final ImportView PEOPLE =
      new ImportView(
          "/people/import",
          "/people",
          "Name, Email, Managed Apple Account, Notes, Site",
          null,
          false);

  private final Templates pages;
  private final Frames frames;
  private final Devices devices;
  private final People people;
  private final Transactions transactions;

  ImportPages(
      Templates pages, Frames frames, Devices devices, People people, Transactions transactions) {
    this.pages = pages;
    this.frames = frames;
    this.devices = devices;
    this.people = people;
    this.transactions = transactions;
  }

  @GetMapping("/devices/import")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel devices(SignedIn me, HttpServletRequest request) {
    return page(me, request, DEVICES, null);
  }

  @PostMapping("/devices/import")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel previewDevices(SignedIn me, HttpServletRequest request, @RequestParam MultipartFile file)
      throws IOException {
    return preview(me, request, DEVICES, file, devices::preview);
  }

  @PostMapping("/devices/import/run")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel importDevices(SignedIn me, HttpServletRequest request) {
    return run(me, request, DEVICES, csv -> devices.importCsv(csv, me.actor()));
  }

  @GetMapping("/people/import")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel people(SignedIn me, HttpServletRequest request) {
    return page(me, request, PEOPLE, null);
  }

  @PostMapping("/people/import")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel previewPeople(SignedIn me, HttpServletRequest request, @RequestParam MultipartFile file)
      throws IOException {
    return preview(me, request, PEOPLE, file, people::preview);
  }

  @PostMapping("/people/import/run")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel importPeople(SignedIn me, HttpServletRequest request) {
    return run(me, request, PEOPLE, csv -> people.importCsv(csv, me.actor()));
  }

  private JteModel preview(
      SignedIn me,
      HttpServletRequest request,
      ImportView kind,
      MultipartFile file,
      Function<InputStream, CsvPreview> preview)
      throws IOException {
    byte[] bytes = file.getBytes();
    try {
      CsvPreview result = preview.apply(new ByteArrayInputStream(bytes));
      request.getSession().setAttribute(kind.path(), bytes);
      return page(me, request, with(kind, result, false), null);
    } catch (Problem problem) {
      return page(me, request, kind, problem);
    }
  }

  private JteModel run(
      SignedIn me,
      HttpServletRequest request,
      ImportView kind,
      Function<InputStream, CsvPreview> importer) {
    HttpSession session = request.getSession();
    if (!(session.getAttribute(kind.path()) instanceof byte[] bytes)) {
      Problem gone =
          Problem.conflict(
              "import.file_gone", "The file is not here any more.", "Choose it once more.");
      return page(me, request, kind, gone);
    }
    CsvPreview result = transactions.call(() -> importer.apply(new ByteArrayInputStream(bytes)));
    session.removeAttribute(kind.path());
    return page(me, request, with(kind, result, true), null);
  }

  private static ImportView with(ImportView kind, CsvPreview preview, boolean done) {
    return new ImportView(kind.path(), kind.back(), kind.columns(), preview, done);
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
