package dev.coster.web.console;

import dev.coster.security.Permission;
import java.util.List;
import java.util.Set;

/**
 * What surrounds every page.
 *
 * @param title the page's name, for the window and the heading
 * @param section where in the navigation the page belongs
 * @param person who is signed in; empty before that
 * @param csrf the token that forms and htmx send back
 * @param openJobs how many jobs are not over
 * @param banners what everybody has to know now
 * @param permissions what whoever is signed in may do
 */
public record Frame(
    String title,
    Section section,
    String person,
    String csrf,
    long openJobs,
    List<Banner> banners,
    Set<Permission> permissions) {

  /** Whether whoever looks may do this; pages offer nothing that would be refused. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** The navigation. */
  public enum Section {
    OVERVIEW("Overview", "/"),
    APPS("Apps and books", "/apps"),
    PEOPLE("People", "/people"),
    DEVICES("Devices", "/devices"),
    LOCATIONS("Locations", "/locations"),
    JOBS("Jobs", "/jobs"),
    NONE("", "");

    private final String label;
    private final String path;

    Section(String label, String path) {
      this.label = label;
      this.path = path;
    }

    public String label() {
      return label;
    }

    public String path() {
      return path;
    }

    /** What the navigation shows. */
    public static List<Section> shown() {
      return List.of(OVERVIEW, APPS, PEOPLE, DEVICES, LOCATIONS, JOBS);
    }
  }

  /** A sentence that everybody has to see, with a link to what can be done about it. */
  public record Banner(
      Tone tone, String text, String link, String linkText, Permission permission) {}

  /** How serious something is; always said in words, too. */
  public enum Tone {
    INFO("info"),
    WARNING("warning"),
    DANGER("danger"),
    SUCCESS("success");

    private final String css;

    Tone(String css) {
      this.css = css;
    }

    public String css() {
      return css;
    }
  }
}
