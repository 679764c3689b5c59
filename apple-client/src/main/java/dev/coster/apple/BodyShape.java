package dev.coster.apple;

import tools.jackson.core.JsonParser;

/**
 * The form of one kind of body, filled while the body is read once from front to back. What every
 * answer may hold (envelope, error) is read by {@link AnswerReader}.
 */
interface BodyShape<T> {

  /**
   * Takes one property of the top level, the parser being on its value; reads it to its end.
   *
   * @throws ShapeException when the value has another form than expected
   */
  void take(String name, JsonParser json);

  /**
   * The body.
   *
   * @throws ShapeException when something is missing that every such body has
   */
  T finish(Envelope envelope);
}
