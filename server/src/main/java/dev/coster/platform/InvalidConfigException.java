package dev.coster.platform;

import java.util.List;

/**
 * The configuration cannot be used. The message has one line per problem, each naming the setting
 * and what to write.
 */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one sentence per problem. */
  public InvalidConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
