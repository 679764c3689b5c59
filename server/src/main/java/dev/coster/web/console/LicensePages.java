package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Licenses;
import dev.coster.distribution.Licenses.LicenseStory;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The story of one license. */
@Controller
public final class LicensePages {

  private final Templates pages;
  private final Frames frames;
  private final Licenses licenses;
  private final Assets assets;
  private final Locations locations;

  LicensePages(
      Templates pages, Frames frames, Licenses licenses, Assets assets, Locations locations) {
    this.pages = pages;
    this.frames = frames;
    this.licenses = licenses;
    this.assets = assets;
    this.locations = locations;
  }

  /** The story, with the names of those it is about. */
  public record View(
      LicenseStory story,
      int assetId,
      String assetName,
      String holderLabel,
      int locationId,
      String locationName) {

    /** Whom it waits for, in a word. */
    public String waitsFor() {
      return switch (story.waitsFor()) {
        case "US" -> "Coster";
        case "APPLE" -> "Apple";
        case "PERSON" -> "the person";
        case "DEVICE" -> "the device";
        case "PURCHASE" -> "a purchase";
        default -> "nobody";
      };
    }
  }

  @GetMapping("/licenses/{location}/{asset}/{holder}")
  @Allowed(Permission.VIEW)
  JteModel story(
      SignedIn me,
      HttpServletRequest request,
      @PathVariable int location,
      @PathVariable int asset,
      @PathVariable int holder) {
    Location at =
        locations
            .find(me.visibility(), location)
            .orElseThrow(
                () -> Problem.notFound("location.not_found", "There is no such location."));
    LicenseStory story =
        licenses
            .story(me.visibility(), location, asset, holder)
            .orElseThrow(
                () -> Problem.notFound("license.not_found", "Nothing is known of this license."));
    View view =
        new View(
            story,
            asset,
            assets.find(me.visibility(), asset).map(Assets.Row::name).orElse("?"),
            licenses.holder(holder).map(Licenses.HolderView::label).orElse("?"),
            location,
            at.name());
    return pages.license(frames.frame("Why?", Frame.Section.APPS, me, request), view);
  }
}
