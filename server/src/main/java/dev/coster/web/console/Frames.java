package dev.coster.web.console;

import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.LocationState;
import dev.coster.location.LocationWords;
import dev.coster.location.Locations;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.console.Frame.Banner;
import dev.coster.web.console.Frame.Section;
import dev.coster.web.console.Frame.Tone;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.web.csrf.CsrfToken;

/** Makes the frame of a page: who is signed in, what is running, what everybody has to know. */
final class Frames {

  private static final Duration WARN_BEFORE = Duration.ofDays(30);

  private final Jobs jobs;
  private final Locations locations;
  private final InstantSource clock;

  Frames(Jobs jobs, Locations locations, InstantSource clock) {
    this.jobs = jobs;
    this.locations = locations;
    this.clock = clock;
  }

  Frame frame(String title, Section section, SignedIn me, HttpServletRequest request) {
    return new Frame(
        title,
        section,
        me.actor().name(),
        csrf(request),
        openJobs(me),
        banners(me),
        me.permissions());
  }

  long openJobs(SignedIn me) {
    return jobs.countOpen(me.visibility());
  }

  static String csrf(HttpServletRequest request) {
    Object token = request.getAttribute(CsrfToken.class.getName());
    return token instanceof CsrfToken csrf ? csrf.getToken() : "";
  }

  private List<Banner> banners(SignedIn me) {
    List<Banner> banners = new ArrayList<>();
    Instant soon = clock.instant().plus(WARN_BEFORE);
    for (Location location : locations.list(me.visibility())) {
      if (location.state() != LocationState.USABLE) {
        banners.add(
            new Banner(
                LocationLook.serious(location.state()),
                location.name() + ": " + LocationWords.words(location) + ".",
                "/locations/" + location.id(),
                "What to do",
                Permission.VIEW));
      } else if (location.tokenExpiresAt() != null && location.tokenExpiresAt().isBefore(soon)) {
        banners.add(
            new Banner(
                Tone.WARNING,
                "The token of "
                    + location.name()
                    + (location.tokenExpiresAt().isBefore(clock.instant())
                        ? " expired "
                        : " expires ")
                    + Words.until(location.tokenExpiresAt(), clock.instant())
                    + ".",
                "/locations/new?renews=" + location.id(),
                "Renew it",
                Permission.EDIT_LOCATIONS));
      }
    }
    return banners;
  }
}
