package dev.coster.device;

import dev.coster.csv.CsvFile;
import dev.coster.csv.CsvRow;
import dev.coster.csv.CsvTable;
import dev.coster.csv.CsvTable.Column;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV of devices: which columns it has, and what can be used of it. */
final class DeviceCsv {

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
      @Nullable String personEmail)
      implements CsvRow {

    @Override
    public String subject() {
      return serialNumber;
    }

    @Override
    public List<String> keys() {
      return List.of(serialNumber);
    }
  }

  private DeviceCsv() {}

  static CsvFile<Line> read(InputStream csv) {
    return CsvFile.of(
        CsvTable.read(csv, COLUMNS), "serial number", DeviceCsv::line, DeviceCsv::fault);
  }

  private static Optional<String> fault(CsvTable.Row row, Line line) {
    return SerialNumber.fault(line.serialNumber()).or(() -> tooLong(row.cells()));
  }

  /** What of a change is longer than what a file may say. */
  static Optional<String> tooLong(Devices.Change change) {
    return tooLong(
        new @Nullable String[] {
          null,
          change.name(),
          change.model(),
          change.platform(),
          change.osVersion(),
          change.site(),
          change.personEmail()
        });
  }

  private static Optional<String> tooLong(@Nullable String[] cells) {
    for (int i = 0; i < LONGEST.length; i++) {
      String cell = cells[i];
      if (cell != null && cell.length() > LONGEST[i]) {
        return Optional.of(
            COLUMNS.get(i).name() + " is longer than " + LONGEST[i] + " characters.");
      }
    }
    return Optional.empty();
  }

  private static Line line(CsvTable.Row row) {
    @Nullable String[] cells = row.cells();
    String serial = SerialNumber.normal(cells[0]);
    return new Line(row.line(), serial, cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
  }
}
