package dev.coster.apple;

import java.util.function.UnaryOperator;

/** Makes calls: sends, reads, tells the listener. */
final class Calls {

  private final Transport transport;
  private final ClientSettings settings;
  private final UnaryOperator<String> mask;

  /**
   * Calls through a transport.
   *
   * @param mask hides the token in texts of Apple's
   */
  Calls(Transport transport, ClientSettings settings, UnaryOperator<String> mask) {
    this.transport = transport;
    this.settings = settings;
    this.mask = mask;
  }

  <T> Reply<T> make(AppleOperation operation, HttpCall call, BodyShape<T> shape) {
    long began = settings.ticker().getAsLong();
    Reply<T> reply;
    try (HttpAnswer answer = transport.exchange(call)) {
      reply =
          new AnswerReader<>(answer, shape, mask).read(operation.write(), settings.maxBodyBytes());
    } catch (NoAnswerException e) {
      settings.listener().unanswered(operation, e, settings.ticker().getAsLong() - began);
      throw e;
    }
    settings.listener().answered(operation, reply, settings.ticker().getAsLong() - began);
    return reply;
  }
}
