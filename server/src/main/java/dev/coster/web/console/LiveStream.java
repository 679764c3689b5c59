package dev.coster.web.console;

import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something changed; they ask for fresh fragments themselves. Each node looks
 * at the changed jobs once per second, so it does not matter which node does the work.
 */
@Controller
final class LiveStream implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration OVERLAP = Duration.ofSeconds(3);
  private static final int BEATS_PER_PING = 20;

  private final Jobs jobs;
  private final InstantSource clock;
  private final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("live").unstarted(task));
  private volatile boolean running;
  private Set<String> seen = Set.of();
  private int beats;

  LiveStream(Jobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Allowed(Permission.VIEW)
  SseEmitter listen() {
    SseEmitter emitter = new SseEmitter(0L);
    listeners.add(emitter);
    emitter.onCompletion(() -> listeners.remove(emitter));
    emitter.onTimeout(() -> listeners.remove(emitter));
    emitter.onError(_ -> listeners.remove(emitter));
    return emitter;
  }

  private void look() {
    try {
      if (listeners.isEmpty()) {
        return;
      }
      Instant since = clock.instant().minus(OVERLAP);
      List<Job> changed = jobs.changedSince(Visibility.ALL, since, 200);
      Set<String> now =
          changed.stream()
              .map(job -> job.id() + "@" + job.updatedAt())
              .collect(java.util.stream.Collectors.toUnmodifiableSet());
      boolean news = !seen.containsAll(now);
      seen = now;
      if (news) {
        send(SseEmitter.event().name("jobs").data(""));
      } else if (++beats % BEATS_PER_PING == 0) {
        send(SseEmitter.event().comment("still here"));
      }
    } catch (RuntimeException e) {
      LOG.warn("Could not look at changed jobs; pages stay as they are until the next look", e);
    }
  }

  private void send(SseEmitter.SseEventBuilder event) {
    Set<ResponseBodyEmitter.DataWithMediaType> parts = event.build();
    listeners.removeIf(listener -> !reaches(listener, parts));
  }

  private static boolean reaches(
      SseEmitter listener, Set<ResponseBodyEmitter.DataWithMediaType> parts) {
    try {
      listener.send(parts);
      return true;
    } catch (IOException | IllegalStateException gone) {
      return false;
    }
  }

  @Override
  public void start() {
    running = true;
    var _ =
        beat.scheduleWithFixedDelay(
            this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    running = false;
    beat.shutdownNow();
    listeners.forEach(SseEmitter::complete);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Ends the streams before the web server waits for its requests to end. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
