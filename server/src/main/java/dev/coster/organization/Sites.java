package dev.coster.organization;

import java.util.List;

/** The sites. Thread-safe. */
public interface Sites {

  /** All sites by name. */
  List<Site> list();

  /** The site that everything belongs to that names no other. */
  Site defaultSite();

  /** The site of that name, made if it is not there yet. Joins the caller's transaction. */
  Site named(String name);

  /** A site. */
  record Site(int id, String name, boolean isDefault) {}
}
