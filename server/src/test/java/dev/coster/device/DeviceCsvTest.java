package dev.coster.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvPreview.RowVerdict;
import dev.coster.csv.CsvPreview.Verdict;
import dev.coster.organization.TestSites;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCsvTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final SettableClock clock = new SettableClock();
  private final TestAudit audit = new TestAudit();
  private Devices devices;

  @BeforeEach
  void empty() {
    database.truncate();
    devices = TestDevices.on(database, clock, audit);
  }

  private static InputStream file(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private CsvPreview run(String text) {
    return devices.importCsv(file(text), Actor.SYSTEM);
  }

  private List<Devices.Row> all() {
    return devices.list(Visibility.ALL, new Devices.Filter("", null, null, null), null, 1_000);
  }

  @Test
  void previewSaysWhatTheImportThenDoesAndChangesNothing() {
    String csv = "Serial,Name\nAAA1,one\nA A,two\naaa1,again\n,three\n";

    CsvPreview preview = devices.preview(file(csv));

    assertThat(all()).isEmpty();
    assertThat(preview.added()).isEqualTo(1);
    assertThat(preview.refused()).isEqualTo(3);
    assertThat(preview.verdicts())
        .extracting(RowVerdict::line, RowVerdict::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, Verdict.REFUSE),
            org.assertj.core.groups.Tuple.tuple(4L, Verdict.REFUSE),
            org.assertj.core.groups.Tuple.tuple(5L, Verdict.REFUSE),
            org.assertj.core.groups.Tuple.tuple(2L, Verdict.ADD));
    assertThat(preview.verdicts().get(1).reason()).contains("line 2");
    assertThat(run(csv)).isEqualTo(preview);
    assertThat(all()).extracting(Devices.Row::serialNumber).containsExactly("AAA1");
    assertThat(audit.actions()).containsExactly("device.import");
  }

  @Test
  void aSecondImportChangesNothing() {
    String csv = "Serial Number;Device name;Site\nAAA1;one;North\nAAA2;two;\n";
    run(csv);

    CsvPreview again = run(csv);

    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(again.added() + again.updated() + again.refused()).isZero();
  }

  @Test
  void updatesWhatTheFileSaysAndKeepsWhatItDoesNotSay() {
    run("Serial,Name,Model,Site\nAAA1,one,iPad,North\n");

    CsvPreview done = run("Model,S/N,Name,Colour\nMac,aaa1,,red\n");

    assertThat(done.updated()).isEqualTo(1);
    assertThat(done.unknownColumns()).containsExactly("Colour");
    assertThat(all())
        .singleElement()
        .returns("one", Devices.Row::name)
        .returns("Mac", Devices.Row::model)
        .returns("North", Devices.Row::siteName);
  }

  @Test
  void linksPersonsByMailAddressAndSaysWhenThereIsNone() {
    database
        .jdbc()
        .sql(
            """
            insert into person (name, email, site_id, source, created_at)
            select 'Anna', 'Anna@School.example', site_id, 'test', created_at from site
            """)
        .update();

    CsvPreview done = run("Serial,User\nAAA1,anna@school.example\nAAA2,nobody@school.example\n");

    assertThat(done.added()).isEqualTo(2);
    assertThat(done.verdicts().getFirst())
        .returns("AAA2", RowVerdict::subject)
        .returns(Verdict.ADD, RowVerdict::verdict);
    assertThat(done.verdicts().getFirst().reason()).contains("nobody@school.example");
    assertThat(all()).extracting(Devices.Row::personName).containsExactly("Anna", null);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false",
    "UTF-8, true",
    "UTF-16LE, true",
    "UTF-16BE, true",
    "UTF-16LE, false",
    "UTF-16BE, false",
    "windows-1252, false"
  })
  void readsTheEncodingsOfSpreadsheetPrograms(String charset, boolean mark) {
    String text = (mark ? "\uFEFF" : "") + "Serial,Name\r\nAAA1,Zoë’s Gerät\r\n";

    devices.importCsv(
        new ByteArrayInputStream(text.getBytes(Charset.forName(charset))), Actor.SYSTEM);

    assertThat(all()).extracting(Devices.Row::name).containsExactly("Zoë’s Gerät");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Serial;Name\nAAA1;a, b\n",
        "sep=;\r\nSerial;Name\r\nAAA1;a, b\r\n",
        "Serial\tName\nAAA1\ta, b\n",
        "Serial,Name\nAAA1,\"a, b\"",
        "\"Name\",\"S/N\"\n\"a, b\",\"AAA1\"\n",
        "\n\nserial_number,DEVICE NAME\n\nAAA1,\" a, b \",\n,,\n",
        "\"Notes; long\",Serial,Name\n\"x\ny\",AAA1,\"a, b\"\n"
      })
  void readsTheShapesOfSpreadsheetPrograms(String csv) {
    assertThat(run(csv).added()).isEqualTo(1);
    assertThat(all()).extracting(Devices.Row::name).containsExactly("a, b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|csv.empty",
        "'Name,Model'|csv.column_missing",
        "'Serial,Name\nA1,\"x\nA2,y'|csv.broken"
      })
  void refusesAFileThatCannotBeReadAsAWhole(String csv, String code) {
    assertThatThrownBy(() -> run(csv))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    assertThat(all()).isEmpty();
  }

  @Test
  void namesRowsWithTooManyCellsAndCharactersThatCannotBeStored() {
    CsvPreview done = run("Serial,Name\nAAA1,Smith, John\nAAA2,a\0b\nAAA3,fine\n");

    assertThat(done.added()).isEqualTo(1);
    assertThat(done.verdicts())
        .filteredOn(v -> v.verdict() == Verdict.REFUSE)
        .extracting(RowVerdict::line)
        .containsExactly(2L, 3L);
  }

  @Test
  void refusesAColumnThatHoldsNoSites() {
    StringBuilder csv = new StringBuilder("Serial,Site\n");
    for (int i = 0; i < 201; i++) {
      csv.append("S").append(i).append(",x").append(i).append('\n');
    }
    assertThatThrownBy(() -> run(csv.toString())).isInstanceOf(Problem.class);
    assertThat(TestSites.on(database, clock).list()).hasSize(1);
    assertThat(all()).isEmpty();
  }

  /** Whatever a name is made of, it comes back as it went in, but for the space around it. */
  @Test
  void anyNameSurvivesQuoting() {
    Random random = new Random(20261121);
    String alphabet = "ab,;\t\"\n\r'éß漢😀%_\\ ";
    StringBuilder csv = new StringBuilder("Serial,Name,Model\n");
    List<String> names = new java.util.ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder name = new StringBuilder("x");
      for (int n = random.nextInt(12); n > 0; n--) {
        name.appendCodePoint(
            alphabet
                .codePoints()
                .skip(random.nextInt((int) alphabet.codePoints().count()))
                .findFirst()
                .orElseThrow());
      }
      names.add(name + "y");
      csv.append("S")
          .append(1000 + i)
          .append(",\"")
          .append(names.get(i).replace("\"", "\"\""))
          .append("\",m\n");
    }

    assertThat(run(csv.toString()).added()).isEqualTo(300);

    assertThat(all().stream().sorted(java.util.Comparator.comparingInt(Devices.Row::id)))
        .extracting(Devices.Row::name)
        .containsExactlyElementsOf(names);
  }

  @Test
  void aHundredThousandRowsAreAddedOnceAndFound() {
    StringBuilder csv = new StringBuilder("Serial,Name,Model,Platform,OS version,Site\n");
    for (int i = 0; i < 100_000; i++) {
      csv.append("SN")
          .append(1_000_000 + i)
          .append(",iPad ")
          .append(i)
          .append(",iPad Air,iPadOS,26.1,Site ")
          .append(i % 40)
          .append('\n');
    }
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);

    CsvPreview warm = devices.preview(new ByteArrayInputStream(bytes));
    assertThat(warm.added()).isEqualTo(100_000);
    long start = System.nanoTime();
    CsvPreview preview = devices.preview(new ByteArrayInputStream(bytes));
    long previewed = System.nanoTime();
    CsvPreview done = devices.importCsv(new ByteArrayInputStream(bytes), Actor.SYSTEM);
    long imported = System.nanoTime();
    CsvPreview again = devices.importCsv(new ByteArrayInputStream(bytes), Actor.SYSTEM);
    long repeated = System.nanoTime();
    long hits = devices.count(Visibility.ALL, new Devices.Filter("99999", null, null, null), 1_000);
    long searched = System.nanoTime();

    System.out.printf(
        "100,000 rows: preview %d ms, import %d ms, again %d ms, search %d ms%n",
        (previewed - start) / 1_000_000,
        (imported - previewed) / 1_000_000,
        (repeated - imported) / 1_000_000,
        (searched - repeated) / 1_000_000);
    assertThat(preview.added()).isEqualTo(100_000);
    assertThat(done.added()).isEqualTo(100_000);
    assertThat(again.unchanged()).isEqualTo(100_000);
    assertThat(hits).isEqualTo(1);
  }
}
