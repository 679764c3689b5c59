package dev.coster.people;

import dev.coster.platform.Like;
import dev.coster.platform.Where;
import java.util.Locale;

/**
 * What a list of persons shows, as SQL. States are derived by semi-joins, so that a rare state does
 * not cost a look at every person.
 */
final class PersonFilters {
  /**
   * A registration of the person at a visible location. That the person is not erased is asked of
   * everybody here already; said once more it keeps PostgreSQL from looking all registrations up
   * beforehand, for the few rows of a page.
   */
  private static final String REGISTRATION =
      """
      (select from registration r join holder h on h.holder_id = r.holder_id
       where h.person_id = p.person_id and p.erased_at is null
         and (:all or r.location_id = any(:locations)) and %s)
      """;

  static final String ASSOCIATED = exists("r.status = 'Associated'");
  static final String INVITED = exists("r.status = 'Registered' and r.invited_at is not null");
  static final String RETIRED = exists("r.status in ('Retired', 'Deleted')");
  static final String UNRETIRED =
      exists("coalesce(r.status, '') not in ('Retired', 'Deleted', 'Associated')");

  private PersonFilters() {}

  static Where where(People.Filter filter) {
    Where where = new Where("p.erased_at is null");
    String text = filter.text().strip().toLowerCase(Locale.ROOT);
    if (!text.isEmpty()) {
      where
          .and("(lower(p.name) like :text or lower(p.email) like :text)")
          .with("text", Like.pattern(text));
    }
    if (filter.siteId() != null) {
      where.and("p.site_id = :site").with("site", filter.siteId());
    }
    return filter.state() == null ? where : where.and(in(filter.state()));
  }

  private static String in(People.PersonState state) {
    return switch (state) {
      case ASSOCIATED -> ASSOCIATED;
      case INVITED -> "not " + ASSOCIATED + " and " + INVITED;
      case RETIRED -> RETIRED + " and not " + ASSOCIATED + " and not " + UNRETIRED;
      case NEW ->
          "not %s and not %s and not (%s and not %s)"
              .formatted(ASSOCIATED, INVITED, RETIRED, UNRETIRED);
    };
  }

  private static String exists(String condition) {
    return "exists " + REGISTRATION.replace("%s", condition);
  }
}
