package dev.coster.web.console;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Wishes;
import dev.coster.web.console.GiveForms.Chosen;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Choosing what to give to whom, or to take back from whom; {@link PlanPages} go on from there. */
@Controller
public final class GivePages {

  private final Templates pages;
  private final Frames frames;
  private final Distribution distribution;
  private final Wishes wishes;
  private final GiveForms forms;

  GivePages(
      Templates pages, Frames frames, Distribution distribution, Wishes wishes, GiveForms forms) {
    this.pages = pages;
    this.frames = frames;
    this.distribution = distribution;
    this.wishes = wishes;
    this.forms = forms;
  }

  @GetMapping("/give")
  @Allowed(Permission.VIEW)
  JteModel form(SignedIn me, HttpServletRequest request, @ModelAttribute Choice choice) {
    return form(me, request, choice, null);
  }

  /** The form again: what was typed may be too long for an address. */
  @PostMapping("/give")
  @Allowed(Permission.VIEW)
  JteModel formAgain(SignedIn me, HttpServletRequest request, @ModelAttribute Choice choice) {
    return form(me, request, choice, null);
  }

  private JteModel form(
      SignedIn me, HttpServletRequest request, Choice choice, @Nullable Problem problem) {
    boolean give = choice.what() == Verb.GIVE;
    return pages.give(
        frames.frame(give ? "Give" : "Take back", Frame.Section.APPS, me, request),
        forms.form(me.visibility(), choice),
        problem);
  }

  /** What is ticked, with the counts of another location. */
  @GetMapping("/give/chosen")
  @Allowed(Permission.VIEW)
  JteModel chosen(SignedIn me, @ModelAttribute Choice choice) {
    Integer location = choice.location();
    return pages.givechosen(
        forms.chosen(
            me.visibility(), choice.what(), choice.assets(), location == null ? 0 : location));
  }

  @GetMapping("/give/assets")
  @Allowed(Permission.VIEW)
  JteModel assets(
      SignedIn me,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(required = false) @Nullable Integer location,
      @RequestParam(defaultValue = "GIVE") Verb verb) {
    List<Chosen> rows =
        forms.found(me.visibility(), verb, search.strip(), location == null ? 0 : location);
    return pages.giveassets(rows, false, !search.isBlank());
  }

  /** Where a reload of a plan that was refused leads. */
  @GetMapping("/plans")
  @Allowed(Permission.VIEW)
  String noPlan() {
    return "redirect:/give";
  }

  @PostMapping("/plans")
  @Allowed(Permission.VIEW)
  Object plan(
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      @ModelAttribute Choice choice) {
    try {
      Preview preview =
          distribution.preview(
              wishes.wish(choice.what(), selection(choice), me.visibility()),
              me.visibility(),
              me.actor());
      return "redirect:/plans/" + preview.planId();
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      return form(me, request, choice, problem);
    }
  }

  private static Wishes.Selection selection(Choice choice) {
    Integer location = choice.location();
    int at = location == null ? 0 : location;
    return new Wishes.Selection(
        location,
        choice.itemTexts().isEmpty() ? choice.assets() : ticked(choice, at),
        List.of(),
        choice.devices(),
        Texts.lines(choice.serials()),
        emails(choice),
        choice.holdersAt(at),
        choice.found());
  }

  private static List<String> emails(Choice choice) {
    return Stream.concat(
            Texts.lines(choice.emails()).stream(), choice.persons().stream().map(id -> "#" + id))
        .toList();
  }

  /** The boxes of the form count; they began with the assets of the ticked licenses. */
  private static List<Integer> ticked(Choice choice, int at) {
    return choice.assets().isEmpty() ? choice.assetsAt(at) : choice.assets();
  }
}
