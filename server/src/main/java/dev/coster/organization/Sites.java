package dev.coster.organization;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The sites. Thread-safe. */
public interface Sites {

  /** All sites by name. */
  List<Site> list();

  /** The site that everything belongs to that names no other. */
  Site defaultSite();

  /** The site of that name, made if it is not there yet. Joins the caller's transaction. */
  Site named(String name);

  /**
   * Which of these names no site has yet: what an import would make.
   *
   * @param names as read from a file, empty and null ones are passed over
   * @throws dev.coster.platform.Problem when there are so many that they can hardly be sites
   */
  SortedSet<String> newOnes(Collection<? extends @Nullable String> names);

  /** A site. */
  record Site(int id, String name, boolean isDefault) {}
}
