package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Works on the events of a location: a few beside each other, the others wait. */
final class EventQueue {
  private static final int CHUNKS = 10;

  private final World world;
  private final Location location;

  EventQueue(World world, Location location) {
    this.world = world;
    this.location = location;
  }

  Event accept(Work work) {
    forgetOld();
    Event event = new Event(world.newUuid(), work, world.now());
    event.order = drawOrder(event.numRequested);
    event.hang = drawHang();
    event.maintenance = world.chance(world.faults.events().maintenance());
    location.events.put(event.eventId, event);
    if (event.hang == Event.Hang.WORK_NEVER) {
      event.work = null;
    } else if (event.hang == Event.Hang.WORK_LATE) {
      Duration late = world.faults.events().pendingFor().pick(world.luck);
      world.agenda.at(world.now().plus(late), () -> enqueue(event));
    } else {
      enqueue(event);
    }
    return event;
  }

  private void enqueue(Event event) {
    location.waiting.add(event);
    startNext();
  }

  private void startNext() {
    while (location.running < Math.max(1, world.choices.writing().concurrentEvents())) {
      Event event = takeWaiting();
      if (event == null) {
        return;
      }
      location.running++;
      plan(event);
    }
  }

  private @Nullable Event takeWaiting() {
    int waiting = location.waiting.size();
    if (waiting < 2 || world.choices.writing().eventOrder() == Choices.Order.IN_TURN) {
      return location.waiting.poll();
    }
    Event any = List.copyOf(location.waiting).get(world.luck.nextInt(waiting));
    location.waiting.remove(any);
    return any;
  }

  private int @Nullable [] drawOrder(int tasks) {
    if (world.choices.writing().taskOrder() == Choices.Order.IN_TURN) {
      return null;
    }
    int[] order = IntStream.range(0, tasks).toArray();
    for (int last = tasks - 1; last > 0; last--) {
      int other = world.luck.nextInt(last + 1);
      int moved = order[last];
      order[last] = order[other];
      order[other] = moved;
    }
    return order;
  }

  private void plan(Event event) {
    Faults.Events settings = world.faults.events();
    double share = (double) event.numRequested / Math.max(1, settings.largestTasks());
    double luck = world.luck.nextDouble();
    Duration whole =
        settings
            .duration()
            .at(world.chance(settings.anyDuration()) ? luck : share * (0.75 + luck / 2));
    boolean atOnce = event.work == null || event.work.indivisible();
    int chunks =
        atOnce ? 1 : Math.clamp(event.numRequested / Math.max(1, settings.stepTasks()), 1, CHUNKS);
    for (int chunk = 1; chunk <= chunks; chunk++) {
      Instant due = world.now().plus(whole.multipliedBy(chunk).dividedBy(chunks));
      int end = (int) ((long) event.numRequested * chunk / chunks);
      world.agenda.at(due, () -> work(event, end));
    }
  }

  private void work(Event event, int end) {
    Work work = event.work;
    if (work == null) {
      return;
    }
    Report report = new Report(event.eventId);
    for (; event.next < end; event.next++) {
      perform(event, work, report);
    }
    event.add(report, world.choices.writing().failuresNameAssets());
    if (!event.silent()) {
      new Notifier(world).tasksDone(location, event, report);
    }
    if (end >= event.numRequested) {
      settle(event);
    }
  }

  private void perform(Event event, Work work, Report report) {
    int task = event.nextTask();
    if (event.maintenance) {
      report.failed(AppleError.MAINTENANCE, work.row(task));
    } else if (world.chance(world.faults.events().taskFailure())) {
      report.failed(AppleError.INTERNAL_ERROR, work.row(task));
    } else {
      work.perform(task, report);
    }
  }

  private void settle(Event event) {
    event.work = null;
    event.settledAt = world.now();
    if (event.hang == Event.Hang.STATUS_LATE) {
      event.shownAt = world.now().plus(world.faults.events().pendingFor().pick(world.luck));
    } else if (event.hang != Event.Hang.STATUS_NEVER) {
      event.shownAt = world.now();
    }
    location.running--;
    startNext();
  }

  private Event.Hang drawHang() {
    Faults.Events settings = world.faults.events();
    double drawn = world.luck.nextDouble();
    boolean undone = world.chance(settings.pendingUndone());
    if (drawn < settings.pendingLong()) {
      return undone ? Event.Hang.WORK_LATE : Event.Hang.STATUS_LATE;
    }
    if (drawn < settings.pendingLong() + settings.pendingForever()) {
      return undone ? Event.Hang.WORK_NEVER : Event.Hang.STATUS_NEVER;
    }
    return Event.Hang.NO;
  }

  private void forgetOld() {
    Instant limit = world.now().minus(world.choices.writing().eventKept());
    Iterator<Event> oldest = location.events.values().iterator();
    while (oldest.hasNext()) {
      Event event = oldest.next();
      if (!event.acceptedAt.isBefore(limit)) {
        return;
      }
      if (event.settledAt != null || event.hangsForEver()) {
        oldest.remove();
      }
    }
  }
}
