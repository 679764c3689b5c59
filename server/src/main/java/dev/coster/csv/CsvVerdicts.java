package dev.coster.csv;

import dev.coster.csv.CsvPreview.RowVerdict;
import dev.coster.csv.CsvPreview.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the verdicts on the rows of a CSV and makes the preview of them: everything is counted,
 * the first 1,000 rows worth a word are kept, refused ones first. Not thread-safe.
 */
public final class CsvVerdicts {
  private static final int KEPT = 1_000;

  private final List<RowVerdict> verdicts = new ArrayList<>();
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

  /** Notes a verdict; name and reason may be empty. */
  public void add(long line, String subject, String name, Verdict verdict, String reason) {
    counts.merge(verdict, 1, Integer::sum);
    verdicts.add(new RowVerdict(line, subject, name, verdict, reason));
  }

  /** How many rows got this verdict. */
  public int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  /** The result. */
  public CsvPreview preview(Collection<String> newSites, List<String> unknownColumns) {
    List<RowVerdict> kept =
        verdicts.stream()
            .sorted(
                Comparator.comparingInt((RowVerdict row) -> rank(row))
                    .thenComparingLong(RowVerdict::line))
            .limit(KEPT)
            .toList();
    return new CsvPreview(
        count(Verdict.ADD),
        count(Verdict.UPDATE),
        count(Verdict.UNCHANGED),
        count(Verdict.REFUSE),
        kept,
        List.copyOf(newSites),
        unknownColumns);
  }

  private static int rank(RowVerdict row) {
    int kind =
        switch (row.verdict()) {
          case REFUSE -> 0;
          case UPDATE -> 2;
          case ADD -> 4;
          case UNCHANGED -> 6;
        };
    return row.reason().isEmpty() ? kind + 1 : kind;
  }
}
