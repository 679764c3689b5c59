package dev.coster.simulation;

import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.job.Jobs;
import dev.coster.location.LocationAdministration;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import dev.coster.simulator.IssuedToken;
import dev.coster.sync.Sync;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with Coster. */
final class OurSide {
  static final int DEVICES = 15;
  private static final int PEOPLE = 10;
  private static final String LOCATIONS = "select location_id from location order by 1";
  private static final String PERSONS = "select person_id from person";

  private final World world;
  private final Random random;
  private final JdbcClient jdbc;

  OurSide(World world) {
    this.world = world;
    this.random = world.random;
    this.jdbc = world.jdbc;
  }

  /** Makes devices and people. */
  void settleIn() {
    world.use("devices and people", node -> node.transact(() -> make(node)));
  }

  private static void make(Node node) {
    for (int i = 1; i <= DEVICES; i++) {
      String serial = "SIM%07d".formatted(i);
      int _ =
          node.part(Devices.class)
              .add(new Devices.NewDevice(serial, null, null, null, null, null, null), Actor.SYSTEM);
    }
    for (int i = 1; i <= PEOPLE; i++) {
      int _ =
          node.part(People.class)
              .add(
                  new People.NewPerson(
                      "Person " + i, "p%d@school.test".formatted(i), null, null, null),
                  Actor.SYSTEM);
    }
  }

  /** Hands a token in, as a new one or to renew. */
  void handIn(String uId, IssuedToken token) {
    world.wire.knows(token.text(), uId);
    world.use(
        "hand in " + token.id(),
        node -> {
          LocationAdministration locations = node.part(LocationAdministration.class);
          OptionalInt renews = locations.idOf(uId);
          if (renews.isEmpty()) {
            world.wire.isStranger(token.text());
          }
          TokenFile file =
              new TokenFile(
                  "t.vpptoken", token.text().getBytes(StandardCharsets.UTF_8), null, null);
          asked(() -> node.transact(() -> locations.handIn(file, renews, Actor.SYSTEM)));
        });
  }

  /** Takes a location over, if we know that it is another's. */
  void takeOver(String uId) {
    world.use(
        "take over " + uId,
        node -> {
          LocationAdministration locations = node.part(LocationAdministration.class);
          OptionalInt id = locations.idOf(uId);
          if (id.isPresent()) {
            asked(() -> node.transact(() -> locations.takeOver(id.getAsInt(), Actor.SYSTEM)));
          }
        });
  }

  void give() {
    if (random.nextInt(3) == 0 && again()) {
      return;
    }
    boolean many = random.nextBoolean();
    distribute(Verb.GIVE, many ? 6 : 3, many ? DEVICES : 8, random.nextInt(2) == 0 ? 6 : 0);
  }

  /** Who waits too long wants the same once more, or the contrary; whether there is such a wait. */
  private boolean again() {
    boolean gives = random.nextInt(4) > 0;
    Optional<Wish> wish =
        jdbc.sql(
                """
                select location_id, asset_ids, holder_ids,
                  array(select device_id from holder
                        where holder_id = any(holder_ids) and device_id is not null
                        order by 1) as devices,
                  array(select person_id from holder
                        where holder_id = any(holder_ids) and person_id is not null
                        order by 1) as persons
                from request
                where settled_at is null and state in ('ACCEPTED', 'LOST', 'CHECKING')
                  and operation in ('ASSOCIATE', 'DISASSOCIATE')
                order by state = 'ACCEPTED', recorded_at, request_id limit 1
                """)
            .query((ResultSet row, int _) ->
                new Wish(
                    gives ? Verb.GIVE : Verb.TAKE_BACK,
                    row.getInt("location_id"),
                    ints(row, "asset_ids"),
                    ints(row, "devices"),
                    ints(row, "persons"),
                    gives ? new int[0] : ints(row, "holder_ids")))
            .optional();
    wish.ifPresent(one -> {
      world.coverage.add("wished again", 1);
      world.use("preview " + one.verb(), node -> asked(() -> preview(node, one, false)));
    });
    return wish.isPresent();
  }

  private static int[] ints(ResultSet row, String column) throws SQLException {
    Integer[] values = (Integer[]) row.getArray(column).getArray();
    return Arrays.stream(values).mapToInt(Integer::intValue).toArray();
  }

  void takeBack() {
    boolean many = random.nextInt(3) == 0;
    distribute(Verb.TAKE_BACK, many ? 5 : 3, many ? DEVICES : 8, random.nextInt(3) == 0 ? 6 : 0);
  }

  private void distribute(Verb verb, int assetsAtMost, int devicesAtMost, int personsAtMost) {
    List<Integer> locations = ids(LOCATIONS);
    if (locations.isEmpty()) {
      return;
    }
    int location = locations.get(random.nextInt(locations.size()));
    int[] assets =
        some("select asset_id from location_asset where location_id = " + location, assetsAtMost);
    int[] devices = some("select device_id from device", devicesAtMost);
    int[] persons = personsAtMost == 0 ? new int[0] : some(PERSONS, personsAtMost);
    int[] holders =
        verb == Verb.TAKE_BACK
            ? some("select distinct holder_id from assignment where location_id = " + location, 4)
            : new int[0];
    if (assets.length == 0) {
      return;
    }
    Wish wish = new Wish(verb, location, assets, devices, persons, holders);
    boolean stale = random.nextInt(4) == 0;
    world.use("preview " + verb, node -> asked(() -> preview(node, wish, stale)));
  }

  private void preview(Node node, Wish wish, boolean stale) {
    Preview plan = node.part(Distribution.class).preview(wish, Visibility.ALL, Actor.SYSTEM);
    world.ledger.planned(plan.planId(), plan.pairs());
    world.trail.add("plan %s with %s pairs", plan.planId(), plan.pairs());
    if (stale) {
      world.after(Duration.ofSeconds(random.nextInt(60)), () -> run(plan));
    } else {
      run(node, plan);
    }
  }

  private void run(Preview plan) {
    world.use("run " + plan.planId(), node -> asked(() -> run(node, plan)));
  }

  private void run(Node node, Preview plan) {
    UUID job =
        node.part(Distribution.class).run(plan.planId(), plan.hash(), Visibility.ALL, Actor.SYSTEM);
    world.ledger.ran(plan.planId(), job);
  }

  void register() {
    int[] persons = some(PERSONS, 4);
    List<Integer> locations = ids(LOCATIONS);
    if (locations.isEmpty() || persons.length == 0) {
      return;
    }
    int location = locations.get(random.nextInt(locations.size()));
    world.use(
        "register",
        node ->
            asked(() ->
                node.transact(() -> {
                  var _ =
                      node.part(Registrations.class)
                          .registerByJob(Visibility.ALL, location, persons, Actor.SYSTEM);
                })));
  }

  /** Somebody pauses a job, and lets it go on later. */
  void pause() {
    anyJob("pause", (jobs, job) -> jobs.pause(job, Actor.SYSTEM))
        .forEach(job ->
            world.after(
                Duration.ofSeconds(5 + random.nextInt(200)),
                () ->
                    world.use(
                        "resume " + job,
                        node -> asked(() -> node.part(Jobs.class).resume(job, Actor.SYSTEM)))));
  }

  /** Whoever paused a job sees that it still is, should the node have died of letting it go on. */
  void resumeAll() {
    jdbc.sql("select job_id from job where finished_at is null and pause_requested order by job_id")
        .query(UUID.class)
        .list()
        .forEach(job ->
            world.use(
                "resume " + job,
                node -> asked(() -> node.part(Jobs.class).resume(job, Actor.SYSTEM))));
  }

  void cancel() {
    var _ = anyJob("cancel", (jobs, job) -> jobs.cancel(job, Actor.SYSTEM));
  }

  private List<UUID> anyJob(String what, BiConsumer<Jobs, UUID> wish) {
    List<UUID> open =
        jdbc.sql("select job_id from job where finished_at is null order by created_at, job_id")
            .query(UUID.class)
            .list();
    if (open.isEmpty()) {
      return List.of();
    }
    UUID job = open.get(random.nextInt(open.size()));
    world.use(what + " " + job, node -> asked(() -> wish.accept(node.part(Jobs.class), job)));
    return List.of(job);
  }

  void syncNow() {
    ids(LOCATIONS).forEach(this::syncNow);
  }

  private void syncNow(int location) {
    world.use(
        "sync " + location,
        node ->
            asked(() ->
                node.transact(() -> {
                  var _ = node.part(Sync.class).syncNow(location, Actor.SYSTEM);
                })));
  }

  private List<Integer> ids(String sql) {
    return jdbc.sql(sql).query(Integer.class).list();
  }

  private int[] some(String sql, int most) {
    List<Integer> all = new ArrayList<>(ids("select * from (" + sql + ") x order by 1"));
    Collections.shuffle(all, random);
    return all.stream().limit(1 + random.nextInt(most)).mapToInt(Integer::intValue).toArray();
  }

  /** The server may refuse what somebody wants. */
  private void asked(Runnable wish) {
    try {
      wish.run();
    } catch (Problem refused) {
      world.trail.add("refused: %s", refused.code());
      world.coverage.add("refused " + refused.code(), 1);
    }
  }
}
