package dev.coster.catalog;

/** Statements that ask for assets with their counts; parts are shared so that counts agree. */
final class AssetQueries {
  private AssetQueries() {}

  /** The assets that are at visible locations. */
  private static final String HERE =
      """
      with here as (
        select la.*, c.began_at
        from location_asset la left join counts_reading c on c.location_id = la.location_id
        where la.gone_at is null and (:all or la.location_id = any(:locations))
          and (cast(:location as int) is null or la.location_id = :location)
          and (cast(:asset as int) is null or la.asset_id = :asset)),
      """;

  /**
   * What was taken from the counts since they were read. Reserved: pairs of open requests that are
   * not confirmed. Given: pairs confirmed since the reading began, of open and of settled requests;
   * what began before and ended after counts too, so that never too many are thought free. Open and
   * settled ones are looked up apart, each by its index: the history of all requests is not read.
   */
  private static final String TAKEN =
      """
      taken as (
        select r.location_id, x.asset_id,
               sum(case when r.settled_at is null
                   then cardinality(r.holder_ids) - p.confirmed else 0 end) as reserved,
               sum(case when r.settled_at is null then p.confirmed_since
                   else cardinality(r.holder_ids) - p.otherwise end) as given
        from (
          select q.*, c.began_at
          from request q left join counts_reading c on c.location_id = q.location_id
          where q.operation = 'ASSOCIATE' and q.settled_at is null
          union all
          select q.*, c.began_at
          from counts_reading c join request q on q.location_id = c.location_id
          where q.operation = 'ASSOCIATE' and q.settled_at is not null
            and q.settled_at >= c.began_at and q.outcome in ('COMPLETE', 'PARTLY')) r
        cross join lateral unnest(r.asset_ids) as x (asset_id)
        cross join lateral (
          select count(*) filter (where p.result = 'CONFIRMED') as confirmed,
                 count(*) filter (where p.result = 'CONFIRMED' and p.at >= r.began_at)
                   as confirmed_since,
                 count(*) filter (where p.result <> 'CONFIRMED') as otherwise
          from request_pair p where p.request_id = r.request_id and p.asset_id = x.asset_id) p
        group by r.location_id, x.asset_id),
      """;

  /** Licenses that jobs hold for people who are being registered: reserved, but in no request. */
  private static final String WAITING =
      """
      waiting as (
        select j.location_id, w.asset_id, sum(cardinality(w.person_ids)) as reserved
        from job_waiting w join job j on j.job_id = w.job_id
        where j.finished_at is null
        group by j.location_id, w.asset_id),
      """;

  /**
   * A reservation ends with the count, not with the request: what was given since the count began
   * stays reserved until a newer one, which shows it as assigned. And no more is reserved than the
   * count has available: of what was asked for before it, it may hold a part as assigned. So
   * assigned, reserved and free always make up what the count says there is.
   */
  private static final String COUNTED =
      HERE
          + TAKEN
          + WAITING
          + """
          counted as (
            select e.*, greatest(0, e.unreserved - e.asked) as free,
                   case when e.unlimited then e.asked + e.given
                     else greatest(0, e.available) - greatest(0, e.unreserved - e.asked)
                   end as reserved
            from (
              select h.*, coalesce(t.reserved, 0) + coalesce(w.reserved, 0) as asked,
                     coalesce(t.given, 0) as given,
                     greatest(0, h.available - coalesce(t.given, 0)) as unreserved
              from here h
              left join taken t on t.location_id = h.location_id and t.asset_id = h.asset_id
              left join waiting w on w.location_id = h.location_id and w.asset_id = h.asset_id) e)
          """;

  /** One row per asset. A catalog has hundreds of assets, so summing them all is cheap. */
  private static final String SUMMED =
      COUNTED
          + """
          , summed as (
            select a.asset_id, a.adam_id, a.pricing_param, coalesce(m.name, a.adam_id) as name,
                   coalesce(m.has_icon, false) as has_icon, m.bundle_id, s.*
            from (
              select c.asset_id as id, max(c.product_type) as product_type,
                     max(c.platforms) as platforms,
                     bool_or(c.device_assignable) as device_assignable,
                     bool_and(c.revocable) as revocable, bool_or(c.unlimited) as unlimited,
                     case when bool_or(c.unlimited) then null else sum(c.total) end as total,
                     sum(c.assigned) as assigned, sum(c.reserved) as reserved,
                     case when bool_or(c.unlimited) then null else sum(c.free) end as free,
                     min(c.began_at) as as_of, count(*) as locations,
                     coalesce(array_agg(l.name order by lower(l.name), l.location_id) filter (
                       where not c.unlimited and c.available is not null and c.free <= 0), '{}')
                       as sold_out_at
              from counted c join location l on l.location_id = c.location_id
              group by c.asset_id) s
            join asset a on a.asset_id = s.id
            left join lateral (
              select m.name, m.bundle_id, bool_or(m.icon is not null) over () as has_icon from asset_metadata m where m.adam_id = a.adam_id
              order by m.found desc, m.name is null, m.storefront limit 1) m on true)
          """;

  static final String LIST =
      SUMMED
          + """
          select * from summed s
          where (:text = '' or lower(s.name) like :pattern or lower(s.bundle_id) like :pattern
                 or s.adam_id like :pattern)
            and (cast(:type as text) is null or s.product_type = :type)
            and (not :short or s.sold_out_at <> '{}')
            and (cast(:afterName as text) is null
                 or (lower(s.name), s.asset_id) > (lower(:afterName), :afterId))
          order by lower(s.name), s.asset_id
          limit :limit
          """;

  static final String COUNT =
      SUMMED
          + """
          select count(*) from summed s
          where not :short or s.sold_out_at <> '{}'
          """;

  static final String AT_LOCATIONS =
      COUNTED
          + """
          select c.*, l.name as location_name
          from counted c join location l on l.location_id = c.location_id
          order by lower(l.name), l.location_id
          """;

  static final String FACTS =
      COUNTED
          + """
          select c.*, a.adam_id, a.pricing_param
          from counted c join asset a on a.asset_id = c.asset_id
          where c.asset_id = any(:assets)
          """;
}
