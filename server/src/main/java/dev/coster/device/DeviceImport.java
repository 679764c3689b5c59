package dev.coster.device;

import dev.coster.csv.CsvFile;
import dev.coster.csv.CsvJudgment;
import dev.coster.csv.CsvKind;
import dev.coster.holder.Holders;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Devices as rows of a CSV. */
final class DeviceImport implements CsvKind<DeviceCsv.Line> {
  private final DeviceImportStore store;
  private final Holders holders;

  DeviceImport(DeviceImportStore store, Holders holders) {
    this.store = store;
    this.holders = holders;
  }

  @Override
  public String plural() {
    return "devices";
  }

  @Override
  public String action() {
    return "device.import";
  }

  @Override
  public CsvFile<DeviceCsv.Line> read(InputStream csv) {
    return DeviceCsv.read(csv);
  }

  @Override
  public void lock(List<DeviceCsv.Line> lines) {
    store.lock(lines);
  }

  @Override
  public List<CsvJudgment> judge(List<DeviceCsv.Line> lines) {
    List<DeviceImportStore.Judgment> judgments = store.judge(lines);
    return IntStream.range(0, lines.size())
        .mapToObj(i -> {
          DeviceImportStore.Judgment judgment = judgments.get(i);
          return CsvJudgment.taken(
              judgment.isNew(), judgment.changes(), reason(lines.get(i), judgment));
        })
        .toList();
  }

  private static String reason(DeviceCsv.Line line, DeviceImportStore.Judgment judgment) {
    if (judgment.personUnknown()) {
      return "Without a person: nobody here has the mail address " + line.personEmail() + ".";
    }
    return judgment.comesBack() ? "It was retired and comes back." : "";
  }

  @Override
  public void write(List<DeviceCsv.Line> lines, int defaultSite, Instant at) {
    store.update(lines);
    if (store.insert(lines, defaultSite, at) > 0) {
      holders.linkDevices(null);
    }
  }
}
