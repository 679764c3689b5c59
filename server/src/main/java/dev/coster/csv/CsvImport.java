package dev.coster.csv;

import dev.coster.audit.Audit;
import dev.coster.organization.Sites;
import dev.coster.platform.Actor;
import dev.coster.platform.Transactions;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the rows of a CSV in. Thread-safe. */
public final class CsvImport<R extends CsvRow> {
  private final CsvKind<R> kind;
  private final Sites sites;
  private final Audit audit;
  private final Transactions transactions;
  private final InstantSource clock;

  /** For a kind of rows. */
  public CsvImport(
      CsvKind<R> kind, Sites sites, Audit audit, Transactions transactions, InstantSource clock) {
    this.kind = kind;
    this.sites = sites;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Says for each row what an import would do; changes nothing. */
  public CsvPreview preview(InputStream csv) {
    CsvFile<R> file = kind.read(csv);
    return transactions.callReadOnly(() -> judged(file));
  }

  /** New rows are added, known ones updated, bad ones left out and named: all or nothing. */
  public CsvPreview run(InputStream csv, Actor actor) {
    CsvFile<R> file = kind.read(csv);
    return transactions.call(() -> {
      kind.lock(file.rows());
      CsvPreview done = judged(file);
      newSites(file).forEach(sites::named);
      // The database keeps no more of it, and by this instant the import can be undone.
      Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
      kind.write(file.rows(), sites.defaultSite().id(), at);
      audit.record(actor, entry(done));
      return done;
    });
  }

  private CsvPreview judged(CsvFile<R> file) {
    Set<String> made = newSites(file);
    List<CsvJudgment> judgments = kind.judge(file.rows());
    CsvVerdicts verdicts = file.verdicts();
    for (int i = 0; i < judgments.size(); i++) {
      R row = file.rows().get(i);
      CsvJudgment judgment = judgments.get(i);
      String name = Objects.requireNonNullElse(row.name(), "");
      String reason =
          Stream.of(judgment.reason(), CsvNames.doubt(name))
              .filter(words -> !words.isEmpty())
              .collect(Collectors.joining(" "));
      verdicts.add(row.number(), row.subject(), name, judgment.verdict(), reason);
    }
    return verdicts.preview(made, file.unknownColumns());
  }

  private Set<String> newSites(CsvFile<R> file) {
    return sites.newOnes(CsvLines.values(file.rows(), CsvRow::site));
  }

  private Audit.Entry entry(CsvPreview done) {
    String summary =
        "Imported %s from a CSV: %d added, %d updated, %d unchanged, %d refused"
            .formatted(
                kind.plural(), done.added(), done.updated(), done.unchanged(), done.refused());
    return new Audit.Entry(kind.action(), null, null, null, summary, Map.of());
  }
}
