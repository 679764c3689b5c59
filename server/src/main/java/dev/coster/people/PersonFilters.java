package dev.coster.people;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The filters of a list of persons, as fixed fragments of SQL and their parameters. Text is
 * searched as in the list of devices: up to two characters "begins with" by the prefix indexes,
 * from three on "contains" while the index of the list's order is walked. States are derived by
 * semi-joins, so that a rare state does not cost a look at every person.
 */
final class PersonFilters {
  private static final int CONTAINS_FROM = 3;

  /** A registration of the person at a visible location. */
  private static final String REGISTRATION =
      """
      (select from registration r join holder h on h.holder_id = r.holder_id
       where h.person_id = p.person_id and (:all or r.location_id = any(:locations)) and %s)
      """;

  static final String ASSOCIATED = exists("r.status = 'Associated'");
  static final String INVITED = exists("r.status = 'Registered' and r.invited_at is not null");
  static final String RETIRED = exists("r.status in ('Retired', 'Deleted')");
  static final String UNRETIRED =
      exists("coalesce(r.status, '') not in ('Retired', 'Deleted', 'Associated')");

  private final StringBuilder where = new StringBuilder("p.erased_at is null");
  private final Map<String, Object> params = new HashMap<>();

  PersonFilters(People.Filter filter) {
    String text = filter.text().strip().toLowerCase(Locale.ROOT);
    if (!text.isEmpty()) {
      and("(lower(p.name) like :text or lower(p.email) like :text)");
      String begin = text.length() >= CONTAINS_FROM ? "%" : "";
      params.put("text", begin + escaped(text) + "%");
    }
    if (filter.siteId() != null) {
      and("p.site_id = :site");
      params.put("site", filter.siteId());
    }
    if (filter.state() != null) {
      and(
          switch (filter.state()) {
            case ASSOCIATED -> ASSOCIATED;
            case INVITED -> "not " + ASSOCIATED + " and " + INVITED;
            case RETIRED -> RETIRED + " and not " + ASSOCIATED + " and not " + UNRETIRED;
            case NEW ->
                "not %s and not %s and not (%s and not %s)"
                    .formatted(ASSOCIATED, INVITED, RETIRED, UNRETIRED);
          });
    }
  }

  private static String exists(String condition) {
    return "exists " + REGISTRATION.replace("%s", condition);
  }

  private void and(String fragment) {
    where.append(" and ").append(fragment);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  String where() {
    return where.toString();
  }

  Map<String, Object> params() {
    return params;
  }
}
