package dev.coster.web.console;

import dev.coster.job.Job;
import dev.coster.security.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Where to go on from a job: what it made, and what stands in its way. Pure. */
public final class JobLinks {

  private JobLinks() {}

  /** A link, for those who may follow it. */
  public record Link(String url, String text, Permission permission, boolean main) {}

  static List<Link> of(Job job) {
    List<Link> links = new ArrayList<>();
    int location = id(job.result(), "locationId");
    int opens = id(job.result(), "opensId");
    String code = Objects.requireNonNullElse(job.errorCode(), "");
    if (code.equals("location.already_here") && location > 0) {
      links.add(renewal(location, "Renew its token instead"));
    }
    if (code.equals("location.token.other_location")) {
      links.add(
          opens > 0
              ? renewal(opens, "Renew the token of " + job.result().path("opens").asString(""))
              : new Link(
                  "/locations/new",
                  "Hand it in as a new location",
                  Permission.EDIT_LOCATIONS,
                  true));
    }
    Integer own = job.locationId();
    int shown = location > 0 ? location : own == null ? 0 : own;
    if (shown > 0) {
      links.add(new Link("/locations/" + shown, "To the location", Permission.VIEW, false));
    }
    return links;
  }

  private static Link renewal(int location, String text) {
    return new Link("/locations/new?renews=" + location, text, Permission.EDIT_LOCATIONS, true);
  }

  private static int id(JsonNode result, String name) {
    return result.path(name).asInt(0);
  }
}
