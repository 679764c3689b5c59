package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Wishes;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Giving and taking back: choose, look at the plan, run it. */
@Controller
public final class GivePages {

  private static final int FOUND = 12;

  private final Templates pages;
  private final Frames frames;
  private final Distribution distribution;
  private final Wishes wishes;
  private final Parts parts;

  GivePages(Templates pages, Frames frames, Distribution distribution, Wishes wishes, Parts parts) {
    this.pages = pages;
    this.frames = frames;
    this.distribution = distribution;
    this.wishes = wishes;
    this.parts = parts;
  }

  /** What else it needs. */
  record Parts(Assets assets, Devices devices, People people, Locations locations) {}

  /** What is chosen so far. */
  public record Choice(
      @Nullable Verb verb,
      @Nullable Integer location,
      @Nullable List<Integer> asset,
      @Nullable List<Integer> device,
      @Nullable List<Integer> person,
      @Nullable List<Integer> holder,
      @Nullable String serials,
      @Nullable String emails,
      @Nullable Boolean allDevices) {

    static <T> List<T> orNone(@Nullable List<T> list) {
      return list == null ? List.of() : list;
    }

    Verb what() {
      return verb == null ? Verb.GIVE : verb;
    }
  }

  /** The form. */
  public record FormView(
      boolean give,
      List<Location> locations,
      int locationId,
      List<Assets.Row> chosen,
      List<Integer> holderIds,
      String serials,
      String emails,
      long deviceCount) {}

  /** The plan. */
  public record PlanView(Preview plan, boolean give, String locationName) {

    /** The name of an asset of the plan. */
    public String assetName(int assetId) {
      return plan.assets().stream()
          .filter(asset -> asset.assetId() == assetId)
          .map(Distribution.AssetPreview::name)
          .findFirst()
          .orElse("any");
    }

    /** The whole in a sentence. */
    public String sentence() {
      if (plan.pairs() + plan.registrations() == 0) {
        return "Nothing is to be done.";
      }
      return (give ? "Gives " : "Takes back ")
          + Words.count(plan.pairs(), "license", "licenses")
          + " of "
          + Words.count(plan.assets().size(), "app or book", "apps and books")
          + ".";
    }

    /** What the button says. */
    public String button() {
      return (give ? "Give " : "Take back ") + Words.count(plan.pairs(), "license", "licenses");
    }
  }

  @GetMapping("/give")
  @Allowed(Permission.VIEW)
  JteModel form(SignedIn me, HttpServletRequest request, @ModelAttribute Choice choice) {
    return form(me, request, choice, null);
  }

  private JteModel form(
      SignedIn me, HttpServletRequest request, Choice choice, @Nullable Problem problem) {
    boolean give = choice.what() == Verb.GIVE;
    FormView view =
        new FormView(
            give,
            parts.locations().list(me.visibility()),
            choice.location() == null ? 0 : choice.location(),
            Choice.orNone(choice.asset()).stream()
                .flatMap(id -> parts.assets().find(me.visibility(), id).stream())
                .toList(),
            Choice.orNone(choice.holder()),
            serials(me, choice),
            emails(me, choice),
            parts.devices().count(me.visibility(), Wishes.ALL_DEVICES, Texts.COUNT_AT_MOST));
    return pages.give(
        frames.frame(give ? "Give" : "Take back", Frame.Section.APPS, me, request), view, problem);
  }

  private String serials(SignedIn me, Choice choice) {
    String chosen =
        Choice.orNone(choice.device()).stream()
            .flatMap(id -> parts.devices().find(me.visibility(), id).stream())
            .map(Devices.Row::serialNumber)
            .filter(serial -> serial != null)
            .collect(Collectors.joining("\n"));
    return choice.serials() == null || choice.serials().isEmpty() ? chosen : choice.serials();
  }

  private String emails(SignedIn me, Choice choice) {
    String chosen =
        Choice.orNone(choice.person()).stream()
            .flatMap(id -> parts.people().find(me.visibility(), id).stream())
            .map(row -> row.email() == null ? "#" + row.id() : row.email())
            .collect(Collectors.joining("\n"));
    return choice.emails() == null || choice.emails().isEmpty() ? chosen : choice.emails();
  }

  @GetMapping("/give/assets")
  @Allowed(Permission.VIEW)
  JteModel assets(SignedIn me, @RequestParam(defaultValue = "") String search) {
    List<Assets.Row> rows =
        search.isBlank()
            ? List.of()
            : parts
                .assets()
                .list(
                    me.visibility(),
                    new Assets.Filter(search.strip(), null, null, false),
                    null,
                    FOUND);
    return pages.giveassets(rows);
  }

  @PostMapping("/plans")
  @Allowed(Permission.VIEW)
  JteModel plan(SignedIn me, HttpServletRequest request, @ModelAttribute Choice choice) {
    try {
      Wishes.Selection selection =
          new Wishes.Selection(
              choice.location(),
              Choice.orNone(choice.asset()),
              List.of(),
              Texts.lines(choice.serials()),
              Texts.lines(choice.emails()),
              Choice.orNone(choice.holder()),
              Boolean.TRUE.equals(choice.allDevices()));
      Preview preview =
          distribution.preview(
              wishes.wish(choice.what(), selection, me.visibility()), me.visibility(), me.actor());
      String location =
          parts
              .locations()
              .find(me.visibility(), preview.locationId())
              .map(Location::name)
              .orElse("?");
      PlanView view = new PlanView(preview, preview.verb() == Verb.GIVE, location);
      return pages.plan(frames.frame("Plan", Frame.Section.APPS, me, request), view);
    } catch (Problem problem) {
      return form(me, request, choice, problem);
    }
  }

  @PostMapping("/plans/{id}/run")
  @Allowed(Permission.GIVE)
  String run(SignedIn me, @PathVariable UUID id, @RequestParam String hash) {
    return "redirect:/jobs/" + distribution.run(id, hash, me.visibility(), me.actor());
  }
}
