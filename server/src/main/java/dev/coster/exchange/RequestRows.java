package dev.coster.exchange;

import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How rows of {@code request} and our records are told into each other. */
final class RequestRows {
  /** The columns that {@link #map} reads, of a table or alias called {@code r}. */
  static final String COLUMNS =
      """
      r.request_id, r.location_id, r.job_id, r.attempt, r.operation, r.lane, r.asset_ids, \
      r.holder_ids, r.users, r.state, r.event_id, r.recorded_at, r.sent_at, r.accepted_at, \
      r.check_after, r.settled_at, r.outcome, r.error_number, r.error_message \
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Request.UserFields>> USERS = new TypeReference<>() {};

  private RequestRows() {}

  static Request map(ResultSet row, int number) throws SQLException {
    String outcome = row.getString("outcome");
    return new Request(
        row.getObject("request_id", UUID.class),
        row.getInt("location_id"),
        row.getObject("job_id", UUID.class),
        row.getInt("attempt"),
        Operation.valueOf(row.getString("operation")),
        Lane.valueOf(row.getString("lane")),
        Ints.at(row, "asset_ids"),
        Ints.at(row, "holder_ids"),
        users(row.getString("users")),
        RequestState.valueOf(row.getString("state")),
        row.getString("event_id"),
        Instants.at(row, "recorded_at"),
        Instants.orNull(row, "sent_at"),
        Instants.orNull(row, "accepted_at"),
        Instants.orNull(row, "check_after"),
        Instants.orNull(row, "settled_at"),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getObject("error_number", Integer.class),
        row.getString("error_message"));
  }

  /** As a text to be cast to {@code jsonb}; null when there are none. */
  static @Nullable String json(List<Request.UserFields> users) {
    return users.isEmpty() ? null : JSON.writeValueAsString(users);
  }

  private static List<Request.UserFields> users(@Nullable String json) {
    return json == null ? List.of() : List.copyOf(JSON.readValue(json, USERS));
  }
}
