package dev.coster.device;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The filters of a device list, as fixed fragments of SQL and their parameters.
 *
 * <p>Search by text: trigrams would be the index for "contains", but the extension is not on every
 * server. Up to two characters therefore mean "begins with" and use the prefix indexes; from three
 * on, "contains" is checked while the index of the list's order is walked, so that a page ends as
 * soon as it is full and the worst case is one walk over all devices (100,000: some 0.1 s), never a
 * sort.
 */
final class DeviceFilters {
  private static final int CONTAINS_FROM = 3;

  private final StringBuilder where = new StringBuilder("d.retired_at is null");
  private final Map<String, Object> params = new HashMap<>();

  DeviceFilters(Devices.Filter filter) {
    String text = filter.text().strip();
    if (text.length() >= CONTAINS_FROM) {
      and(
          """
          (lower(d.name) like :text or d.serial_number like :upper or lower(d.model) like :text)
          """);
      params.put("text", "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
      params.put("upper", "%" + escaped(text.toUpperCase(Locale.ROOT)) + "%");
    } else if (!text.isEmpty()) {
      and("(lower(d.name) like :text or d.serial_number like :upper)");
      params.put("text", escaped(text.toLowerCase(Locale.ROOT)) + "%");
      params.put("upper", escaped(text.toUpperCase(Locale.ROOT)) + "%");
    }
    if (filter.siteId() != null) {
      and("d.site_id = :site");
      params.put("site", filter.siteId());
    }
    if (filter.platform() != null) {
      and("d.platform = :platform");
      params.put("platform", filter.platform());
    }
    if (filter.personId() != null) {
      and("d.person_id = :person");
      params.put("person", filter.personId());
    }
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
