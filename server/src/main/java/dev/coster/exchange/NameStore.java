package dev.coster.exchange;

import dev.coster.platform.SqlArrays;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Apple's names of what a request holds by dense keys. Read only; these rows are written once and
 * never changed by the packages that own them.
 */
final class NameStore {
  private final JdbcClient jdbc;

  NameStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An asset in Apple's words. */
  record AssetName(String adamId, String pricingParam) {}

  /** A holder in Apple's words: a serial number, or else a clientUserId. */
  record HolderName(boolean device, String appleId) {}

  Map<Integer, AssetName> assets(int[] assetIds) {
    Map<Integer, AssetName> result = new HashMap<>();
    jdbc.sql(
            """
            select asset_id, adam_id, pricing_param from asset where asset_id = any (:ids)
            """)
        .param("ids", SqlArrays.ints(assetIds))
        .query(
            (RowCallbackHandler)
                row ->
                    result.put(
                        row.getInt("asset_id"),
                        new AssetName(row.getString("adam_id"), row.getString("pricing_param"))));
    return result;
  }

  Map<Integer, HolderName> holders(int[] holderIds) {
    Map<Integer, HolderName> result = new HashMap<>();
    jdbc.sql("select holder_id, kind, apple_id from holder where holder_id = any (:ids)")
        .param("ids", SqlArrays.ints(holderIds))
        .query(
            (RowCallbackHandler)
                row ->
                    result.put(
                        row.getInt("holder_id"),
                        new HolderName(
                            "D".equals(row.getString("kind")), row.getString("apple_id"))));
    return result;
  }
}
