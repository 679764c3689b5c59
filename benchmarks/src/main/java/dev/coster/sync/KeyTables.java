package dev.coster.sync;

import dev.coster.catalog.Assets;
import dev.coster.holder.HolderKind;
import dev.coster.holder.Holders;
import dev.coster.platform.SqlArrays;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dense keys of assets and holders, and nothing else of those packages. */
record KeyTables(JdbcClient jdbc, Instant now) {

  Assets assets() {
    return only(
        Assets.class,
        arguments -> {
          @SuppressWarnings("unchecked")
          List<Assets.Key> keys = (List<Assets.Key>) arguments[0];
          return assetIds(keys);
        });
  }

  Holders holders() {
    return only(
        Holders.class,
        arguments -> {
          @SuppressWarnings("unchecked")
          List<String> ids = (List<String>) arguments[1];
          return holderIds((HolderKind) arguments[0], ids);
        });
  }

  private int[] assetIds(List<Assets.Key> keys) {
    List<String> adamIds = keys.stream().map(Assets.Key::adamId).toList();
    List<String> pricing = keys.stream().map(Assets.Key::pricingParam).toList();
    jdbc.sql(
            "insert into asset (adam_id, pricing_param) select * from unnest(:a, :p) on conflict do"
                + " nothing")
        .param("a", SqlArrays.texts(adamIds))
        .param("p", SqlArrays.texts(pricing))
        .update();
    return jdbc
        .sql(
            """
            select asset_id from unnest(:a, :p) with ordinality as w (adam_id, pricing_param, ord)
            join asset using (adam_id, pricing_param) order by ord
            """)
        .param("a", SqlArrays.texts(adamIds))
        .param("p", SqlArrays.texts(pricing))
        .query(Integer.class)
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] holderIds(HolderKind kind, List<String> ids) {
    jdbc.sql(
            """
            insert into holder (kind, apple_id, created_at)
            select :kind, id, :now from unnest(:ids) id order by id on conflict do nothing
            """)
        .param("kind", kind.code())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("ids", SqlArrays.texts(ids))
        .update();
    return jdbc
        .sql(
            """
            select holder_id from unnest(:ids) with ordinality as w (apple_id, ord)
            join holder h on h.kind = :kind and h.apple_id = w.apple_id order by ord
            """)
        .param("kind", kind.code())
        .param("ids", SqlArrays.texts(ids))
        .query(Integer.class)
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private interface IdsFor {
    int[] of(Object[] arguments);
  }

  private static <T> T only(Class<T> type, IdsFor idsFor) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (method.getName().equals("idsFor")) {
                return idsFor.of(arguments);
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
