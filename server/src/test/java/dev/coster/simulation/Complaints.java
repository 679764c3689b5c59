package dev.coster.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * Exceptions that the server caught, logged and went on after. A seed fails by the first of its
 * thread: nothing of the kind may happen, whatever Apple does.
 */
final class Complaints extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  /** These belong to a bad day and are handled, not failures of ours. */
  private static final Set<String> EXPECTED =
      Set.of(
          "dev.coster.apple.NoAnswerException",
          "dev.coster.exchange.Session$LeaseLostException",
          "dev.coster.platform.Problem");

  private final Logger server = (Logger) LoggerFactory.getLogger("dev.coster");
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Map<String, String> byThread = new ConcurrentHashMap<>();

  /** Listens from now on, and keeps the rest of the log quiet. */
  Complaints() {
    setContext(server.getLoggerContext());
    start();
    root.setLevel(Level.OFF);
    server.setLevel(Level.WARN);
    server.setAdditive(false);
    server.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    boolean matters =
        thrown == null
            ? event.getLevel().isGreaterOrEqual(Level.ERROR)
            : !EXPECTED.contains(thrown.getClassName());
    if (matters) {
      byThread.putIfAbsent(
          event.getThreadName(),
          event.getFormattedMessage()
              + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
    }
  }

  /** What the calling thread's server complained about first, forgotten from now on. */
  Optional<String> taken() {
    return Optional.ofNullable(byThread.remove(Thread.currentThread().getName()));
  }

  @Override
  public void close() {
    server.detachAppender(this);
    server.setAdditive(true);
    server.setLevel(null);
    root.setLevel(before);
  }
}
