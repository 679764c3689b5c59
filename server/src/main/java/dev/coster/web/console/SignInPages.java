package dev.coster.web.console;

import dev.coster.platform.Problem;
import dev.coster.security.FirstAdministrator;
import dev.coster.security.Open;
import dev.coster.security.SignInNotice;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages before one is signed in: sign-in, and the one-time link of the first administrator. */
@Controller
public final class SignInPages {

  private final Templates pages;
  private final FirstAdministrator first;

  SignInPages(Templates pages, FirstAdministrator first) {
    this.pages = pages;
    this.first = first;
  }

  /** The sign-in form. */
  public record View(String csrf, @Nullable String message, @Nullable String notice) {}

  /** The form of the first administrator. */
  public record SetupView(String csrf, String path, boolean valid, String name, String email) {}

  @GetMapping("/sign-in")
  @Open("comes before sign-in")
  JteModel signIn(
      HttpServletRequest request,
      @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
      @RequestParam(name = "created", required = false) @Nullable String created) {
    String notice =
        created != null
            ? "The account is there. Sign in with it."
            : signedOut != null ? "You are signed out." : null;
    return pages.signin(
        new View(Frames.csrf(request), SignInNotice.take(request).orElse(null), notice));
  }

  @GetMapping("/setup/{token}")
  @Open("the one-time link is the proof")
  JteModel setup(HttpServletRequest request, @PathVariable String token) {
    return pages.setup(
        new SetupView(Frames.csrf(request), "/setup/" + token, first.isValid(token), "", ""), null);
  }

  @PostMapping("/setup/{token}")
  @Open("the one-time link is the proof")
  Object create(
      HttpServletRequest request,
      HttpServletResponse response,
      @PathVariable String token,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password) {
    try {
      first.create(token, name, email, password);
      return "redirect:/sign-in?created";
    } catch (Problem problem) {
      response.setStatus(problem.kind().status());
      SetupView again =
          new SetupView(Frames.csrf(request), "/setup/" + token, first.isValid(token), name, email);
      return pages.setup(again, problem);
    }
  }
}
