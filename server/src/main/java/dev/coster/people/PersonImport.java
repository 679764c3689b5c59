package dev.coster.people;

import dev.coster.csv.CsvFile;
import dev.coster.csv.CsvJudgment;
import dev.coster.csv.CsvKind;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** Persons as rows of a CSV. */
final class PersonImport implements CsvKind<PersonCsv.Line> {
  private final PersonImportStore store;

  PersonImport(PersonImportStore store) {
    this.store = store;
  }

  @Override
  public String plural() {
    return "people";
  }

  @Override
  public String action() {
    return "person.import";
  }

  @Override
  public CsvFile<PersonCsv.Line> read(InputStream csv) {
    return PersonCsv.read(csv);
  }

  @Override
  public void lock(List<PersonCsv.Line> lines) {
    store.lock(lines);
  }

  @Override
  public List<CsvJudgment> judge(List<PersonCsv.Line> lines) {
    return store.judge(lines).stream().map(PersonImport::judgment).toList();
  }

  private static CsvJudgment judgment(PersonImportStore.Judgment judgment) {
    return judgment.torn()
        ? CsvJudgment.refused(
            "The mail address belongs to one person here, the account to another.")
        : CsvJudgment.taken(judgment.isNew(), judgment.changes(), "");
  }

  @Override
  public void write(List<PersonCsv.Line> lines, int defaultSite, Instant at) {
    store.update(lines);
    store.insert(lines, defaultSite, at);
  }
}
