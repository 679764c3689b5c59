package dev.coster.sync;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages of assignments as Apple sends them, one file each. */
final class AssignmentFiles {
  private static final int PAGE = 1_000;
  private static final int ASSETS = 40;
  private static final String VERSION = "5b0c1f7e-3a52-4d0c-9a57-2f0c8f7a1e11";

  private final Path folder;
  private final int rows;

  AssignmentFiles(Path folder, int rows) {
    this.folder = folder;
    this.rows = rows;
  }

  /** Writes the files. Every holder has every asset; one holder in five is a person. */
  void write() throws IOException {
    Files.createDirectories(folder);
    for (int page = 0; page < pages(); page++) {
      try (BufferedWriter out = Files.newBufferedWriter(file(page))) {
        writePage(out, page);
      }
    }
  }

  private void writePage(BufferedWriter out, int page) throws IOException {
    int first = page * PAGE;
    int last = Math.min(first + PAGE, rows);
    out.write("{\"assignments\":[");
    for (int row = first; row < last; row++) {
      out.write(row == first ? "" : ",");
      writeRow(out, row);
    }
    out.write("],\"currentPageIndex\":" + page);
    if (page + 1 < pages()) {
      out.write(",\"nextPageIndex\":" + (page + 1));
    }
    out.write(
        ",\"size\":%d,\"totalPages\":%d,\"versionId\":\"%s\",\"uId\":\"2049025000431439\"}"
            .formatted(last - first, pages(), VERSION));
  }

  private void writeRow(BufferedWriter out, int row) throws IOException {
    int holder = row % (rows / ASSETS);
    long adamId = 361_300_000L + row / (rows / ASSETS);
    out.write("{\"adamId\":\"" + adamId + "\",\"pricingParam\":\"STDQ\",");
    out.write(
        holder % 5 == 0
            ? "\"clientUserId\":\"3f2a77c4-91d0-4a6e-8b1c-%012d\"}".formatted(holder)
            : "\"serialNumber\":\"C02%09d\"}".formatted(holder));
  }

  int pages() {
    return (rows + PAGE - 1) / PAGE;
  }

  Path file(int page) {
    return folder.resolve("page-%06d.json".formatted(page));
  }
}
