package dev.coster.csv;

import dev.coster.csv.CsvPreview.Verdict;

/**
 * What an import does with a row that can be read.
 *
 * @param reason in plain words; may be empty
 */
public record CsvJudgment(Verdict verdict, String reason) {

  /** A row that is taken, if it says anything new. */
  public static CsvJudgment taken(boolean isNew, boolean changes, String reason) {
    Verdict known = changes ? Verdict.UPDATE : Verdict.UNCHANGED;
    return new CsvJudgment(isNew ? Verdict.ADD : known, reason);
  }

  /** A row that does not fit what is here. */
  public static CsvJudgment refused(String reason) {
    return new CsvJudgment(Verdict.REFUSE, reason);
  }
}
