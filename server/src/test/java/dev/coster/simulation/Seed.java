package dev.coster.simulation;

import dev.coster.platform.TestDatabase;
import dev.coster.simulator.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One simulation, from a new server to the last comparison. */
final class Seed {
  private static final int ACTIONS = 10;
  private static final Duration CALM = Duration.ofMinutes(2);
  private static final int MOST_CALMS = 60;

  private final World world;
  private final Actions actions;

  Seed(long seed, TestDatabase database) {
    this.world = new World(seed, database);
    this.actions = new Actions(world);
  }

  String trail() {
    return world.trail.text();
  }

  /** How much happened, in words. */
  String stats() {
    return world.stats();
  }

  void run() {
    world.apple.set(Luck.faults(world.random));
    world.apple.set(Luck.choices(world.random));
    actions.found();
    world.start();
    actions.settleIn();
    world.stalls(world.random.nextInt(3) == 0 ? 0.01 : 0);
    world.run(Duration.ofSeconds(20 + world.random.nextInt(120)));
    for (int i = 0; i < ACTIONS; i++) {
      actions.any();
      world.run(Duration.ofSeconds(world.random.nextInt(90)));
    }
    world.trail.add("the faults end");
    world.apple.set(Faults.none());
    world.stalls(0);
    calm();
    readEverything();
    compare();
    world.rules.end();
  }

  /** Until nothing is open, with somebody who sees to tokens and claims. */
  private void calm() {
    for (int i = 0; i < MOST_CALMS; i++) {
      world.run(CALM);
      if (mended() && quiet()) {
        return;
      }
    }
    world.rules.end();
    throw new Violation("It never comes to rest");
  }

  /** Whether every location can be worked with; sees to it if not. */
  private boolean mended() {
    boolean good = true;
    for (String uId : world.apple.portal().uIds()) {
      String state =
          world
              .jdbc
              .sql(
                  """
                  select state || case when take_over_asked_at is null then '' else ' asked' end
                  from location where u_id = ?
                  """)
              .param(uId)
              .query(String.class)
              .optional()
              .orElse("none");
      switch (state) {
        case "USABLE" -> {}
        case "CLAIMED_ELSEWHERE" -> actions.takeOver(uId);
        case "CLAIMED_ELSEWHERE asked" -> {}
        default -> actions.handIn(uId);
      }
      good &= state.equals("USABLE");
    }
    return good;
  }

  private boolean quiet() {
    return world.alive() > 0 && world.apple.nextDue().isEmpty() && world.rules.leftOver().isEmpty();
  }

  private void readEverything() {
    List<Integer> locations =
        world.jdbc.sql("select location_id from location").query(Integer.class).list();
    locations.forEach(actions::syncNow);
    calm();
  }

  private void compare() {
    Truth truth = Truth.of(world.apple);
    Picture picture = Picture.of(world.jdbc);
    equal("assignments", truth.assignments(), picture.assignments());
    equal("counts", truth.counts(), picture.counts());
    equal("users", truth.users(), picture.users());
  }

  private static void equal(String what, Set<String> truth, Set<String> picture) {
    Set<String> missing = new TreeSet<>(truth);
    missing.removeAll(picture);
    Set<String> surplus = new TreeSet<>(picture);
    surplus.removeAll(truth);
    if (!missing.isEmpty() || !surplus.isEmpty()) {
      throw new Violation(
          "%s differ: only at Apple %s, only here %s".formatted(what, missing, surplus));
    }
  }
}
