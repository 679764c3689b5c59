package dev.coster.device;

import dev.coster.platform.Like;
import dev.coster.platform.Where;
import java.util.Locale;

/** What a list of devices shows, as SQL. */
final class DeviceFilters {
  private static final String ANYWHERE =
      "(lower(d.name) like :text or d.serial_number like :upper or lower(d.model) like :text)";

  private static final String AT_THE_BEGINNING =
      "(lower(d.name) like :text or d.serial_number like :upper)";

  private DeviceFilters() {}

  static Where where(Devices.Filter filter) {
    Where where = new Where("d.retired_at is null");
    String text = filter.text().strip();
    if (!text.isEmpty()) {
      where
          .and(Like.anywhere(text) ? ANYWHERE : AT_THE_BEGINNING)
          .with("text", Like.pattern(text.toLowerCase(Locale.ROOT)))
          .with("upper", Like.pattern(text.toUpperCase(Locale.ROOT)));
    }
    if (filter.siteId() != null) {
      where.and("d.site_id = :site").with("site", filter.siteId());
    }
    if (filter.platform() != null) {
      where.and("d.platform = :platform").with("platform", filter.platform());
    }
    if (filter.personId() != null) {
      where.and("d.person_id = :person").with("person", filter.personId());
    }
    return where;
  }
}
