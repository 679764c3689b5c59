package dev.coster.web.console;

import dev.coster.exchange.Exchange;
import dev.coster.exchange.Exchange.Traffic;
import dev.coster.location.Location;
import dev.coster.location.LocationAdministration;
import dev.coster.location.LocationAdministration.Token;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Received;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Locations: the list, one of them, handing in and renewing tokens, taking over. */
@Controller
public final class LocationPages {

  private static final int RECEIVED = 20;

  private final Templates pages;
  private final Frames frames;
  private final LocationAdministration locations;
  private final Sync sync;
  private final Parts parts;

  LocationPages(
      Templates pages, Frames frames, LocationAdministration locations, Sync sync, Parts parts) {
    this.pages = pages;
    this.frames = frames;
    this.locations = locations;
    this.sync = sync;
    this.parts = parts;
  }

  /** What else it needs. */
  record Parts(Exchange exchange, Transactions transactions, InstantSource clock) {}

  /** The list. */
  public record ListView(List<LocationRows.Row> rows, Instant now) {}

  /** One location. */
  public record LocationView(
      LocationRows.Row row,
      List<Token> tokens,
      List<Received> received,
      String pace,
      Instant now) {}

  /** What was handed in. */
  public record HandedIn(
      @Nullable MultipartFile file,
      @Nullable String text,
      @Nullable String name,
      @Nullable String contactEmail) {

    TokenFile token() throws IOException {
      boolean asFile = file != null && !file.isEmpty();
      String typed = text == null ? "" : text;
      return new TokenFile(
          asFile && file != null ? file.getOriginalFilename() : null,
          asFile && file != null ? file.getBytes() : typed.getBytes(StandardCharsets.UTF_8),
          Texts.orNull(name),
          Texts.orNull(contactEmail));
    }
  }

  /** Handing in a token. */
  public record NewView(@Nullable Integer renews, @Nullable String renewsName) {}

  @GetMapping("/locations")
  @Allowed(Permission.VIEW)
  JteModel list(SignedIn me, HttpServletRequest request) {
    return pages.locations(
        frames.frame("Locations", Frame.Section.LOCATIONS, me, request),
        new ListView(LocationRows.of(me, locations, sync), parts.clock().instant()));
  }

  @GetMapping("/locations/{id}")
  @Allowed(Permission.VIEW)
  JteModel one(SignedIn me, HttpServletRequest request, @PathVariable int id) {
    found(me, id);
    LocationRows.Row row =
        LocationRows.of(me, locations, sync).stream()
            .filter(each -> each.location().id() == id)
            .findFirst()
            .orElseThrow();
    LocationView view =
        new LocationView(
            row,
            locations.tokens(me.visibility(), id),
            sync.received(me.visibility(), id, RECEIVED),
            pace(parts.exchange().traffic(id)),
            parts.clock().instant());
    return pages.location(
        frames.frame(row.location().name(), Frame.Section.LOCATIONS, me, request), view);
  }

  private static String pace(Traffic traffic) {
    String pace =
        String.format(Locale.US, "up to %.1f requests per second", traffic.perSecond())
            + ", "
            + Words.count(traffic.openRequests(), "request open", "requests open");
    return traffic.pausedUntil() == null
        ? pace
        : pace + "; Apple asked to wait until " + Words.clock(traffic.pausedUntil());
  }

  @GetMapping("/locations/new")
  @Allowed(Permission.EDIT_LOCATIONS)
  JteModel blank(
      SignedIn me,
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable Integer renews) {
    return form(me, request, renews, null);
  }

  @PostMapping("/locations/new")
  @Allowed(Permission.EDIT_LOCATIONS)
  Object handIn(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(required = false) @Nullable Integer renews,
      @ModelAttribute HandedIn handedIn)
      throws IOException {
    TokenFile token = handedIn.token();
    try {
      if (renews != null) {
        found(me, renews);
      }
      OptionalInt target = renews == null ? OptionalInt.empty() : OptionalInt.of(renews);
      UUID job = parts.transactions().call(() -> locations.handIn(token, target, me.actor()));
      return "redirect:/jobs/" + job;
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      return form(me, request, renews, problem);
    }
  }

  private JteModel form(
      SignedIn me,
      HttpServletRequest request,
      @Nullable Integer renews,
      @Nullable Problem problem) {
    String name = renews == null ? null : found(me, renews).name();
    return pages.locationnew(
        frames.frame("Content token", Frame.Section.LOCATIONS, me, request),
        new NewView(renews, name),
        problem);
  }

  @PostMapping("/locations/{id}")
  @Allowed(Permission.EDIT_LOCATIONS)
  String rename(
      SignedIn me,
      @PathVariable int id,
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String contactEmail) {
    found(me, id);
    parts
        .transactions()
        .run(() -> locations.rename(id, name.strip(), Texts.orNull(contactEmail), me.actor()));
    return "redirect:/locations/" + id;
  }

  @PostMapping("/locations/{id}/sync")
  @Allowed(Permission.SYNC)
  String sync(SignedIn me, @PathVariable int id) {
    found(me, id);
    UUID job = parts.transactions().call(() -> sync.syncNow(id, me.actor()));
    return "redirect:/jobs/" + job;
  }

  @PostMapping("/locations/{id}/take-over")
  @Allowed(Permission.EDIT_LOCATIONS)
  String takeOver(
      SignedIn me, @PathVariable int id, @RequestParam(defaultValue = "false") boolean sure) {
    found(me, id);
    if (!sure) {
      throw Problem.invalid(
          "location.take_over.not_sure",
          "The box was not ticked.",
          "Go back, make sure that nobody else manages the location, and tick it.");
    }
    parts.transactions().run(() -> locations.takeOver(id, me.actor()));
    return "redirect:/locations/" + id;
  }

  private Location found(SignedIn me, int id) {
    return locations
        .find(me.visibility(), id)
        .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
  }
}
