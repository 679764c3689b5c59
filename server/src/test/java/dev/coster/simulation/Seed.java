package dev.coster.simulation;

import dev.coster.platform.TestDatabase;
import dev.coster.simulator.Choices;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** One simulation, from a new server to the last comparison. */
final class Seed {
  private static final int ACTIONS = 22;
  private static final Duration CALM = Duration.ofSeconds(30);
  private static final int MOST_CALMS = 100;
  private static final int TAKEN_MEANWHILE = 4;

  /** So long must a state outlast our help before it counts as stuck. */
  private static final int HELP_MUST_WORK = 12;

  /** Within this, counts, users and changed assignments are read again. */
  private static final Duration REST = Duration.ofMinutes(11);

  private final World world;
  private final Actions actions;

  Seed(long seed, TestDatabase database, World.Shared shared) {
    this.world = new World(seed, database, shared);
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
    world.apple.set(world.luck.faults());
    Choices choices = world.luck.choices();
    world.coverage.add(choices);
    world.apple.set(choices);
    world.apple.set(world.luck.limits());
    actions.there.found();
    world.start();
    actions.here.settleIn();
    actions.there.handAllIn();
    world.stalls(world.random.nextInt(3) == 0 ? 0.01 : 0);
    world.run(Duration.ofSeconds(20 + world.random.nextInt(60)));
    for (int i = 0; i < ACTIONS; i++) {
      if (i == ACTIONS / 2) {
        world.apple.set(world.luck.lowered());
      }
      actions.any();
      world.run(Duration.ofSeconds(world.random.nextInt(40)));
    }
    atRest();
    readEverything();
    world.coverage.addFrom(world.jdbc);
  }

  /** The faults end, and what was changed for us is known without being told to look. */
  private void atRest() {
    world.trail.add("the faults end");
    world.apple.set(world.luck.none());
    world.stalls(0);
    calm();
    world.run(REST);
    calm();
    world.trail.add("everything is at rest");
    Truth truth = Truth.of(world.apple);
    Picture picture = Picture.of(world.jdbc);
    Set<String> assignments = new TreeSet<>(truth.assignments());
    assignments.removeIf(pair -> !world.history.lastByUs(pair));
    Set<String> known = new TreeSet<>(picture.assignments());
    known.removeIf(pair -> !world.history.lastByUs(pair));
    equal("assignments at rest", assignments, known);
    equal("counts at rest", truth.counts(), picture.counts());
    Set<String> users = new TreeSet<>(picture.users());
    // Only others retire: where their notification is lost, the next whole reading tells.
    users.removeIf(user ->
        !truth.users().contains(user)
            && truth.retired().contains(user.substring(0, user.lastIndexOf(' '))));
    equal("users at rest", truth.users(), users);
    world.rules.end();
    world.ledger.end();
  }

  /**
   * A whole reading, on a bad day, and somebody takes licenses away meanwhile: what stands after
   * them in a list moves up, perhaps to where was read already.
   */
  private void readEverything() {
    world.apple.set(world.luck.withoutHanging());
    actions.here.syncNow();
    for (int i = 0; i < TAKEN_MEANWHILE; i++) {
      world.after(Duration.ofMillis(300 + world.random.nextInt(4000)), actions.there::takeOne);
    }
    calm();
    // A reading that was disturbed is repeated after a rest.
    world.run(REST);
    calm();
    Truth truth = Truth.of(world.apple);
    Picture picture = Picture.of(world.jdbc);
    equal("assignments", truth.assignments(), picture.assignments());
    equal("counts", truth.counts(), picture.counts());
    equal("users", truth.users(), picture.users());
    world.rules.end();
    world.ledger.end();
  }

  /** Until nothing is open, with somebody who sees to tokens and claims. */
  private void calm() {
    Set<String> helped = new HashSet<>();
    int since = 0;
    for (int i = 0; i < MOST_CALMS; i++) {
      world.run(CALM);
      actions.here.resumeAll();
      if (mended(helped) && quiet()) {
        return;
      }
      since = helped.isEmpty() ? 0 : since + 1;
      if (since > HELP_MUST_WORK) {
        helped.clear();
      }
    }
    throw new Violation("it never comes to rest: " + world.rules.leftOver() + " " + helped);
  }

  /** Whether every location can be worked with; sees to it, once per fault, if not. */
  private boolean mended(Set<String> helped) {
    boolean good = true;
    for (String uId : world.apple.portal().uIds()) {
      String state = state(uId);
      good &= state.equals("USABLE");
      boolean nothingToDo = state.equals("USABLE") || state.endsWith(" asked");
      if (!nothingToDo && helped.add(uId + " " + state)) {
        if (Set.of("CLAIMED_ELSEWHERE", "MANAGED_BY_APPLE").contains(state)) {
          world.apple.portal().setManagedByApple(uId, false);
          actions.here.takeOver(uId);
        } else {
          actions.there.handIn(uId);
        }
      }
    }
    return good;
  }

  private String state(String uId) {
    return world
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
  }

  private boolean quiet() {
    return world.alive() > 0 && world.apple.nextDue().isEmpty() && world.rules.leftOver().isEmpty();
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
