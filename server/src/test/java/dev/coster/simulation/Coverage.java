package dev.coster.simulation;

import dev.coster.simulator.Choices;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** How often what happened, over all seeds. Thread-safe. */
final class Coverage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final Map<String, Set<String>> settings = new ConcurrentSkipListMap<>();

  void add(String what, long times) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).add(times);
  }

  long of(String what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  /** What a seed's database tells at its end. */
  void addFrom(JdbcClient jdbc) {
    jdbc.sql(
            """
            select 'request ' || operation as what, count(*) as times from request group by 1
            union all select 'outcome ' || outcome, count(*) from request group by 1
            union all select 'pair ' || result, count(*) from request_pair group by 1
            union all select 'pair refused with ' || error_number, count(*) from request_pair
              where result = 'REFUSED' group by 1
            union all select 'request refused with ' || error_number, count(*) from request
              where outcome = 'REFUSED' group by 1
            union all select 'resend', count(*) from request where attempt > 1
            union all select 'seen to be done before its time was over', count(*) from request
              where event_id is null and outcome = 'COMPLETE' and check_after > settled_at
            union all select 'repetitions that went out together', count(*) from (
              select n.request_id from request n
                join request o on o.job_id = n.job_id and o.attempt = n.attempt - 1
                join request_pair f on f.request_id = o.request_id and f.result = 'SENT_AGAIN'
                  and f.asset_id = any(n.asset_ids) and f.holder_id = any(n.holder_ids)
              where n.attempt > 1
              group by n.request_id having count(distinct o.request_id) > 1) together
            union all select 'job ' || kind || ' ' || state, count(*) from job group by 1
            union all select 'requests of one job beyond the first', count(*) - count(distinct job_id)
              from request where attempt = 1 and operation in ('ASSOCIATE', 'DISASSOCIATE')
            union all select 'pairs', sum(cardinality(asset_ids) * cardinality(holder_ids))
              from request where attempt = 1
            union all select 'take-over', count(*) from audit_event
              where action = 'location.take_over'
            union all select 'notification ' || state, count(*) from notification group by 1
            union all select 'user read alone', count(*) from listing
              where kind = 'USERS' and holder_id is not null and state = 'DONE'
            union all select 'holder read alone', count(*) from listing
              where kind = 'ASSIGNMENTS' and holder_id is not null and asset_id is null
                and state = 'DONE'
            union all select case when location_id is null then 'silence of all'
              else 'silence of a location' end, count(*) from apple_silence group by 1
            """)
        .query((row, _) -> Map.entry(String.valueOf(row.getString(1)), row.getLong(2)))
        .list()
        .forEach(entry -> add(entry.getKey(), entry.getValue()));
  }

  /** How Apple's undocumented behavior was chosen. */
  void add(Choices choices) {
    settings("", JSON.valueToTree(choices));
  }

  private void settings(String name, JsonNode value) {
    if (value.isObject()) {
      value.properties().forEach(one -> settings(name + "." + one.getKey(), one.getValue()));
    } else {
      settings
          .computeIfAbsent(name.substring(1), _ -> new ConcurrentSkipListSet<>())
          .add(value.asString());
    }
  }

  /** The settings of Apple's undocumented behavior that always were the same. */
  List<String> settingsWithoutChoice() {
    return settings.entrySet().stream()
        .filter(setting -> setting.getValue().size() < 2)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((what, times) -> text.append("%8d  %s%n".formatted(times.sum(), what)));
    return text.toString();
  }
}
