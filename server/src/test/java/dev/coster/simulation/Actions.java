package dev.coster.simulation;

import dev.coster.simulation.Mortality.Moment;
import java.util.List;
import java.util.Random;

/** What happens, drawn by chance. */
final class Actions {
  private static final List<Moment> MOMENTS =
      List.of(Moment.BEFORE_CALL, Moment.AFTER_CALL, Moment.BEFORE_COMMIT, Moment.AFTER_COMMIT);

  final OurSide here;
  final AppleSide there;
  private final World world;
  private final Random random;

  Actions(World world) {
    this.world = world;
    this.random = world.random;
    this.here = new OurSide(world);
    this.there = new AppleSide(world, here);
  }

  /** One of the things that happen. */
  void any() {
    switch (random.nextInt(40)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> here.give();
      case 10, 11, 12, 13, 14 -> here.takeBack();
      case 15, 16 -> here.register();
      case 17 -> here.syncNow();
      case 18, 19 -> here.pause();
      case 20, 21 -> here.cancel();
      case 22, 23, 24 -> crash();
      case 25 -> kill();
      case 26, 27 -> secondNode();
      case 28 -> there.expire();
      case 29 -> there.handInOther();
      case 30 -> there.claimElsewhere();
      case 31 -> there.manageByApple();
      default -> elsewhere();
    }
  }

  private void elsewhere() {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> there.otherServer(there.anyUId());
      case 4, 5 -> there.purchase();
      case 6, 7 -> there.accept();
      case 8, 9 -> there.retire();
      case 10 -> there.registerLookalike();
      case 11 -> there.rename();
      case 12 -> there.addFree();
      default -> there.register();
    }
  }

  private void crash() {
    if (world.alive() > 0) {
      Node node = world.anyNode();
      if (!node.mortality.doomed()) {
        node.mortality.dieAt(MOMENTS.get(random.nextInt(MOMENTS.size())), 1 + random.nextInt(40));
      }
    }
  }

  private void kill() {
    if (world.alive() > 0) {
      world.kill(world.anyNode());
    }
  }

  private void secondNode() {
    if (world.alive() == 1) {
      world.start();
    }
  }
}
