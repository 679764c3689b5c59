package dev.coster.distribution;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How our records and columns are told into each other. */
final class Rows {
  /** What an older version wrote lacks what a newer one has added. */
  static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  /** What to call a holder {@code h}, with its device {@code d} and person {@code p} joined. */
  static final String LABEL =
      "coalesce(nullif(d.name, ''), d.serial_number, nullif(p.name, ''), p.email, h.apple_id)";

  static final String JOIN_LABEL =
      """
       left join device d on d.device_id = h.device_id
       left join person p on p.person_id = h.person_id
      """;

  /** What to call an asset {@code s}. */
  static final String ASSET_NAME =
      """
      coalesce((select m.name from asset_metadata m
                where m.adam_id = s.adam_id and m.name is not null
                order by m.storefront limit 1), s.adam_id)
      """;

  private Rows() {}
}
