package dev.coster.platform;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mishaps in the log of the node, counted since its start. */
final class LoggedMishaps implements Mishaps {
  private static final Logger log = LoggerFactory.getLogger(LoggedMishaps.class);

  private final AtomicLong count = new AtomicLong();

  @Override
  public void happened(String where, RuntimeException what) {
    log.warn("{} failed (mishap {} since the start)", where, count.incrementAndGet(), what);
  }
}
