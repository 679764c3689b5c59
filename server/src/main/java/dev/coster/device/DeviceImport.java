package dev.coster.device;

import dev.coster.audit.Audit;
import dev.coster.holder.Holders;
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

/** Brings the devices of a CSV in. Preview and import judge by the same statement. */
final class DeviceImport {

  private final DeviceImportStore store;
  private final Sites sites;
  private final Holders holders;
  private final Audit audit;

  DeviceImport(DeviceImportStore store, Sites sites, Holders holders, Audit audit) {
    this.store = store;
    this.sites = sites;
    this.holders = holders;
    this.audit = audit;
  }

  CsvPreview preview(DeviceCsv csv) {
    Set<String> made = newSites(csv);
    List<DeviceImportStore.Judgment> judgments = store.judge(csv.lines());
    CsvVerdicts verdicts = csv.verdicts();
    for (int i = 0; i < judgments.size(); i++) {
      DeviceCsv.Line line = csv.lines().get(i);
      DeviceImportStore.Judgment judgment = judgments.get(i);
      verdicts.add(line.number(), line.serialNumber(), verdict(judgment), reason(line, judgment));
    }
    return verdicts.preview(made, csv.unknownColumns());
  }

  private static Verdict verdict(DeviceImportStore.Judgment judgment) {
    if (judgment.isNew()) {
      return Verdict.ADD;
    }
    return judgment.changes() ? Verdict.UPDATE : Verdict.UNCHANGED;
  }

  private static String reason(DeviceCsv.Line line, DeviceImportStore.Judgment judgment) {
    if (judgment.personUnknown()) {
      return "Without a person: nobody here has the mail address " + line.personEmail() + ".";
    }
    return judgment.comesBack() ? "It was retired and comes back." : "";
  }

  /** Runs inside the caller's transaction: all or nothing. */
  CsvPreview run(DeviceCsv csv, Actor actor, Instant at) {
    CsvPreview done = preview(csv);
    newSites(csv).forEach(sites::named);
    store.update(csv.lines());
    store.insert(csv.lines(), sites.defaultSite().id(), at);
    if (done.added() > 0) {
      holders.linkDevices(null);
    }
    audit.record(actor, entry(done));
    return done;
  }

  private Set<String> newSites(DeviceCsv csv) {
    return sites.newOnes(CsvLines.values(csv.lines(), DeviceCsv.Line::site));
  }

  private static Audit.Entry entry(CsvPreview done) {
    String summary =
        "Imported devices from a CSV: %d added, %d updated, %d unchanged, %d refused"
            .formatted(done.added(), done.updated(), done.unchanged(), done.refused());
    return new Audit.Entry("device.import", null, null, null, summary, Map.of());
  }
}
