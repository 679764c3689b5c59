package dev.coster.exchange;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of pairs that fared differently from their request. */
final class PairStore {
  private final JdbcClient jdbc;

  PairStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds rows; a pair that has one keeps it, unless the new one is the result of a check. */
  void note(UUID requestId, List<Requests.PairNote> notes, boolean checked, Instant at) {
    if (notes.isEmpty()) {
      return;
    }
    String conflict =
        checked
            ? """
            do update set result = excluded.result, error_number = excluded.error_number,
              error_message = excluded.error_message, at = excluded.at
            """
            : "do nothing";
    jdbc.sql(
            """
            insert into request_pair
              (request_id, asset_id, holder_id, result, error_number, error_message, at)
            select distinct on (asset_id, holder_id)
              :request, asset_id, holder_id, result, error_number, error_message, :at
            from unnest(:assets, :holders, :results, :numbers, :messages)
              n (asset_id, holder_id, result, error_number, error_message)
            order by asset_id, holder_id
            on conflict (request_id, asset_id, holder_id)
            """
                + conflict)
        .param("request", requestId)
        .param("at", Instants.utc(at))
        .param("assets", ints(notes, true))
        .param("holders", ints(notes, false))
        .param("results", SqlArrays.texts(notes.stream().map(n -> n.result().name()).toList()))
        .param(
            "numbers",
            SqlArrays.nullableLongs(
                notes.stream()
                    .map(Requests.PairNote::errorNumber)
                    .map(number -> number == null ? null : Long.valueOf(number))
                    .toList()))
        .param(
            "messages",
            SqlArrays.texts(notes.stream().map(Requests.PairNote::errorMessage).toList()))
        .update();
  }

  List<Requests.PairNote> of(UUID requestId) {
    return jdbc.sql(
            """
            select asset_id, holder_id, result, error_number, error_message from request_pair
            where request_id = :request order by asset_id, holder_id
            """)
        .param("request", requestId)
        .query((row, _) ->
            new Requests.PairNote(
                row.getInt("asset_id"),
                row.getInt("holder_id"),
                PairResult.valueOf(row.getString("result")),
                row.getObject("error_number", Integer.class),
                row.getString("error_message")))
        .list();
  }

  /** Whether somebody said of a pair that it was refused. */
  boolean anyRefused(UUID requestId) {
    return jdbc.sql(
            """
            select exists (select from request_pair
                           where request_id = :request and result = 'REFUSED')
            """)
        .param("request", requestId)
        .query(Boolean.class)
        .single();
  }

  private static Object ints(List<Requests.PairNote> notes, boolean assets) {
    return SqlArrays.ints(
        notes.stream().mapToInt(note -> assets ? note.assetId() : note.holderId()).toArray());
  }
}
