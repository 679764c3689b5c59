package dev.coster.device;

import dev.coster.platform.CsvPreview.Verdict;
import dev.coster.platform.CsvTable;
import dev.coster.platform.CsvTable.Column;
import dev.coster.platform.CsvVerdicts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV of devices, read: rows that can be used, and verdicts on those that cannot. */
record DeviceCsv(List<Line> lines, CsvVerdicts verdicts, List<String> unknownColumns) {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of(
              "Serial number",
              true,
              "Serial",
              "S/N",
              "Serial no",
              "Device serial number",
              "Device serial",
              "Hardware serial number"),
          Column.of("Name", false, "Device name", "Computer name", "Host name", "Display name"),
          Column.of("Model", false, "Model name", "Device model", "Model identifier", "Product"),
          Column.of("Platform", false, "OS", "Operating system", "OS type", "Device platform"),
          Column.of("OS version", false, "Operating system version", "Version"),
          Column.of("Site", false, "Site name", "School", "Building", "Campus"),
          Column.of(
              "Person",
              false,
              "Email",
              "User",
              "Email address",
              "Mail",
              "User email",
              "Owner",
              "Assigned user"));

  private static final int[] LONGEST = {Integer.MAX_VALUE, 200, 100, 40, 40, 100, 254};

  /** A row that can be used; null = the file does not say. */
  record Line(
      long number,
      String serialNumber,
      @Nullable String name,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String osVersion,
      @Nullable String site,
      @Nullable String personEmail) {}

  static DeviceCsv read(InputStream csv) {
    CsvTable table = CsvTable.read(csv, COLUMNS);
    List<Line> lines = new ArrayList<>(table.rows().size());
    CsvVerdicts verdicts = new CsvVerdicts();
    Map<String, Long> seen = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      String serial = SerialNumber.normal(row.cells()[0]);
      Optional<String> fault = fault(row, serial, seen);
      if (fault.isPresent()) {
        verdicts.add(row.line(), serial, Verdict.REFUSE, fault.get());
      } else {
        seen.put(serial, row.line());
        lines.add(line(row.line(), serial, row.cells()));
      }
    }
    return new DeviceCsv(lines, verdicts, table.unknownColumns());
  }

  private static Optional<String> fault(CsvTable.Row row, String serial, Map<String, Long> seen) {
    if (row.fault() != null) {
      return Optional.of(row.fault());
    }
    Optional<String> ofSerial = SerialNumber.fault(serial);
    if (ofSerial.isPresent()) {
      return ofSerial;
    }
    for (int i = 0; i < LONGEST.length; i++) {
      String cell = row.cells()[i];
      if (cell != null && cell.length() > LONGEST[i]) {
        return Optional.of(
            COLUMNS.get(i).name() + " is longer than " + LONGEST[i] + " characters.");
      }
    }
    return Optional.ofNullable(seen.get(serial))
        .map(line -> "The same serial number is on line " + line + " already.");
  }

  private static Line line(long number, String serial, @Nullable String[] cells) {
    return new Line(number, serial, cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
  }
}
