package dev.coster.simulator.sample;

import dev.coster.simulator.AssetSpec;
import dev.coster.simulator.StoreItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line of the sample catalog. */
record SampleProduct(
    String adamId, String kind, String name, String maker, String genre, double price) {
  private static final long FIRST_ADAM_ID = 900_100_007L;
  private static final long STEP = 7_919L;

  static List<SampleProduct> all() {
    List<SampleProduct> products = new ArrayList<>();
    text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> products.add(parse(line, products.size())));
    return products;
  }

  boolean book() {
    return kind.equals("book") || kind.equals("plus");
  }

  boolean unlimited() {
    return kind.equals("free");
  }

  boolean forDevices() {
    return !book() && !kind.equals("user");
  }

  String pricingParam() {
    return kind.equals("plus") ? "PLUS" : "STDQ";
  }

  StoreItem storeItem() {
    return new StoreItem(
        adamId,
        name,
        maker,
        book() ? "" : "example." + letters(maker) + "." + letters(name),
        book() ? "ebook" : kind.equals("mac") ? "desktopApp" : "iosSoftware",
        families(),
        List.of(genre),
        book() ? "" : "3." + name.length() % 10 + ".1",
        price,
        kind.equals("custom"),
        kind.equals("foreign") ? List.of("de", "at") : List.of());
  }

  AssetSpec asset(int licenses) {
    return new AssetSpec(
        adamId,
        pricingParam(),
        book() ? "Book" : "App",
        forDevices(),
        !book(),
        platforms(),
        unlimited() ? 0 : licenses,
        unlimited());
  }

  private List<String> platforms() {
    if (kind.equals("mac")) {
      return List.of("macOS");
    }
    return book() || name.length() % 3 == 0 ? List.of("iOS", "macOS") : List.of("iOS");
  }

  private List<String> families() {
    if (kind.equals("mac")) {
      return List.of("mac");
    }
    return platforms().contains("macOS") && !book()
        ? List.of("iphone", "ipad", "mac")
        : List.of("iphone", "ipad");
  }

  private static SampleProduct parse(String line, int number) {
    List<String> fields = List.of(line.split("\\|", -1));
    return new SampleProduct(
        Long.toString(FIRST_ADAM_ID + number * STEP),
        fields.get(0),
        fields.get(1),
        fields.get(2),
        fields.get(3),
        Double.parseDouble(fields.get(4)));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static String text() {
    try (InputStream in = SampleProduct.class.getResourceAsStream("products.txt")) {
      if (in == null) {
        throw new IllegalStateException("The sample catalog is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
