package dev.coster.web.console;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.device.Devices;
import dev.coster.people.People;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
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
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
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

  private static final int MADE = 5;

  private final Templates pages;
  private final Frames frames;
  private final ImportFiles files;
  private final Kind devices;
  private final Kind people;

  ImportPages(Templates pages, Frames frames, Devices devices, People people, ImportFiles files) {
    this.pages = pages;
    this.frames = frames;
    this.files = files;
    this.devices =
        new Kind(
            Frame.Section.DEVICES,
            "devices",
            "Serial number (needed), Name, Model, Platform, OS version, Site, Person (mail"
                + " address)",
            devices::preview,
            devices::importCsv,
            devices::imports);
    this.people =
        new Kind(
            Frame.Section.PEOPLE,
            "people",
            "Name, Email, Managed Apple Account, Notes, Site",
            people::preview,
            people::importCsv,
            people::imports);
  }

  /** What can be imported. */
  private record Kind(
      Frame.Section section,
      String name,
      String columns,
      Function<InputStream, CsvPreview> preview,
      BiFunction<InputStream, Actor, CsvPreview> importer,
      BiFunction<Visibility, Integer, List<CsvImported>> made) {

    /** The form, with the imports that were made below it. */
    ImportView blank(SignedIn me) {
      return view(null, null, false, made.apply(me.visibility(), MADE));
    }

    ImportView of(CsvPreview result, @Nullable Ticket file, boolean done) {
      return view(result, file, done, List.of());
    }

    private ImportView view(
        @Nullable CsvPreview result,
        @Nullable Ticket file,
        boolean done,
        List<CsvImported> imports) {
      String list = "/" + name;
      return new ImportView(name, list + "/import", list, columns, result, file, done, imports);
    }
  }

  private record Exchange(SignedIn me, HttpServletRequest request, HttpServletResponse response) {}

  @GetMapping("/devices/import")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel devices(SignedIn me, HttpServletRequest request) {
    return page(me, request, devices, devices.blank(me), null);
  }

  @PostMapping("/devices/import")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel previewDevices(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam MultipartFile file)
      throws IOException {
    return preview(new Exchange(me, request, response), devices, file);
  }

  @PostMapping("/devices/import/run")
  @Allowed(Permission.EDIT_DEVICES)
  JteModel importDevices(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam UUID id,
      @RequestParam String hash) {
    return run(new Exchange(me, request, response), devices, new Ticket(id, hash));
  }

  @GetMapping("/people/import")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel people(SignedIn me, HttpServletRequest request) {
    return page(me, request, people, people.blank(me), null);
  }

  @PostMapping("/people/import")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel previewPeople(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam MultipartFile file)
      throws IOException {
    return preview(new Exchange(me, request, response), people, file);
  }

  @PostMapping("/people/import/run")
  @Allowed(Permission.EDIT_PEOPLE)
  JteModel importPeople(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam UUID id,
      @RequestParam String hash) {
    return run(new Exchange(me, request, response), people, new Ticket(id, hash));
  }

  private JteModel preview(Exchange exchange, Kind kind, MultipartFile file) throws IOException {
    byte[] bytes = file.getBytes();
    return answered(
        exchange,
        kind,
        () -> {
          CsvPreview result = kind.preview().apply(new ByteArrayInputStream(bytes));
          Ticket ticket = files.keep(kind.name(), exchange.me(), bytes);
          return kind.of(result, ticket, false);
        });
  }

  private JteModel run(Exchange exchange, Kind kind, Ticket ticket) {
    return answered(
        exchange,
        kind,
        () -> {
          CsvPreview result =
              files.take(
                  kind.name(),
                  exchange.me(),
                  ticket,
                  bytes ->
                      kind.importer()
                          .apply(new ByteArrayInputStream(bytes), exchange.me().actor()));
          return kind.of(result, null, true);
        });
  }

  private JteModel answered(Exchange exchange, Kind kind, Supplier<ImportView> work) {
    try {
      return page(exchange.me(), exchange.request(), kind, work.get(), null);
    } catch (Problem problem) {
      exchange.response().setStatus(problem.kind().status());
      return page(exchange.me(), exchange.request(), kind, kind.blank(exchange.me()), problem);
    }
  }

  private JteModel page(
      SignedIn me,
      HttpServletRequest request,
      Kind kind,
      ImportView view,
      @Nullable Problem problem) {
    Frame frame = frames.frame("Import " + kind.name(), kind.section(), me, request);
    return pages.importcsv(frame, view, problem);
  }
}
