package dev.coster.distribution;

import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what was given by Coster's own requests. */
final class GivenStore {
  private static final int FETCH = 100;
  private final JdbcClient jdbc;

  GivenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Positions of the wish's targets, per asset, whose license Apple once confirmed to Coster. What
   * somebody else took and gave again since counts as Coster's: only identities are known.
   */
  Map<Integer, RoaringBitmap> of(Outlook outlook) {
    Map<Integer, RoaringBitmap> given = new HashMap<>();
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      given.put(asset.assetId(), new RoaringBitmap());
    }
    jdbc.sql(
            """
            select asset_id, array(
              select h from unnest(r.holder_ids) h
              where h = any (:holders) and not exists (
                select from request_pair p where p.request_id = r.request_id
                  and p.asset_id = a.asset_id and p.holder_id = h and p.result <> 'CONFIRMED'))
              as holder_ids
            from request r cross join lateral unnest(r.asset_ids) a (asset_id)
            where r.location_id = :location and r.operation = 'ASSOCIATE'
              and r.settled_at is not null and r.outcome in ('COMPLETE', 'PARTLY')
              and r.holder_ids && :holders and a.asset_id = any (:assets)
            """)
        .withFetchSize(FETCH)
        .param("location", outlook.wish().locationId())
        .param("assets", SqlArrays.ints(outlook.wish().assetIds()))
        .param("holders", SqlArrays.ints(outlook.targets().holderIds()))
        .query((ResultSet row) -> {
          RoaringBitmap ofAsset = given.get(row.getInt(1));
          for (int holderId : Ints.at(row, "holder_ids")) {
            int position = outlook.targets().positionOf(holderId);
            if (ofAsset != null && position >= 0) {
              ofAsset.add(position);
            }
          }
        });
    return given;
  }
}
