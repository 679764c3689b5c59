package dev.coster.web.api;

import dev.coster.api.CsvUpload;
import dev.coster.api.ImportView;
import dev.coster.csv.CsvPreview;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.function.Function;

/** Imports the CSV of a request. */
final class CsvUploads {
  private CsvUploads() {}

  static ImportView imported(
      Transactions transactions,
      boolean dryRun,
      CsvUpload csv,
      Function<InputStream, CsvPreview> preview,
      Function<InputStream, CsvPreview> importer) {
    InputStream bytes = new ByteArrayInputStream(decoded(csv));
    return Views.imported(
        dryRun ? preview.apply(bytes) : transactions.call(() -> importer.apply(bytes)));
  }

  private static byte[] decoded(CsvUpload csv) {
    try {
      return Base64.getMimeDecoder().decode(csv.base64());
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "import.not_base64", "The field base64 is not Base64.", "Encode the file's bytes.");
    }
  }
}
