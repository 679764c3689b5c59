package dev.coster.job;

import dev.coster.platform.Problem;
import dev.coster.platform.Problem.Kind;
import dev.coster.platform.Problem.Side;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Why a job failed, told like any other problem: on whose side, what it means, what to do. Pure.
 */
public final class JobProblem {
  /** Where it stands in what the job leaves for those who look. */
  static final String KEY = "problem";

  private JobProblem() {}

  /** What a job keeps of it beside the code and the words in one. */
  record Parts(Side side, String what, String meaning, String remedy) {
    static Parts of(Problem problem) {
      return new Parts(problem.side(), problem.what(), problem.meaning(), problem.remedy());
    }
  }

  /**
   * The problem; empty where a job did not fail, or failed before its problem was kept in parts.
   */
  public static Optional<Problem> of(Job job) {
    String code = job.errorCode();
    JsonNode parts = job.result().path(KEY);
    String side = parts.path("side").asString("");
    return code == null
        ? Optional.empty()
        : Arrays.stream(Side.values())
            .filter(each -> each.name().equals(side))
            .findFirst()
            .map(each ->
                new Problem(
                    Kind.INVALID,
                    each,
                    code,
                    parts.path("what").asString(""),
                    parts.path("meaning").asString(""),
                    parts.path("remedy").asString("")));
  }

  /** All of it in one paragraph. */
  static String words(Problem problem) {
    return String.join(" ", problem.what(), problem.meaning(), problem.remedy())
        .replaceAll(" +", " ")
        .strip();
  }
}
