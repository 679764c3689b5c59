package dev.coster.people;

import dev.coster.audit.Audit;
import dev.coster.organization.Sites;
import dev.coster.platform.Actor;
import dev.coster.platform.CsvLines;
import dev.coster.platform.CsvPreview;
import dev.coster.platform.CsvPreview.Verdict;
import dev.coster.platform.CsvVerdicts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings the persons of a CSV in. Preview and import judge by the same statement. */
final class PersonImport {

  private final PersonImportStore store;
  private final Sites sites;
  private final Audit audit;

  PersonImport(PersonImportStore store, Sites sites, Audit audit) {
    this.store = store;
    this.sites = sites;
    this.audit = audit;
  }

  CsvPreview preview(PersonCsv csv) {
    Set<String> made = newSites(csv);
    List<PersonImportStore.Judgment> judgments = store.judge(csv.lines());
    CsvVerdicts verdicts = csv.verdicts();
    for (int i = 0; i < judgments.size(); i++) {
      PersonCsv.Line line = csv.lines().get(i);
      PersonImportStore.Judgment judgment = judgments.get(i);
      String reason =
          judgment.torn()
              ? "The mail address belongs to one person here, the account to another."
              : "";
      verdicts.add(line.number(), line.subject(), verdict(judgment), reason);
    }
    return verdicts.preview(made, csv.unknownColumns());
  }

  private static Verdict verdict(PersonImportStore.Judgment judgment) {
    if (judgment.torn()) {
      return Verdict.REFUSE;
    }
    if (judgment.isNew()) {
      return Verdict.ADD;
    }
    return judgment.changes() ? Verdict.UPDATE : Verdict.UNCHANGED;
  }

  /** Runs inside the caller's transaction: all or nothing. */
  CsvPreview run(PersonCsv csv, Actor actor, Instant at) {
    store.lock(csv.lines());
    CsvPreview done = preview(csv);
    newSites(csv).forEach(sites::named);
    store.update(csv.lines());
    store.insert(csv.lines(), sites.defaultSite().id(), at);
    String summary =
        "Imported people from a CSV: %d added, %d updated, %d unchanged, %d refused"
            .formatted(done.added(), done.updated(), done.unchanged(), done.refused());
    audit.record(actor, new Audit.Entry("person.import", null, null, null, summary, Map.of()));
    return done;
  }

  private Set<String> newSites(PersonCsv csv) {
    return sites.newOnes(CsvLines.values(csv.lines(), PersonCsv.Line::site));
  }
}
