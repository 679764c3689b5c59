package dev.coster.apple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A page of a listing. */
final class ListingShape<T> implements BodyShape<Listing<T>> {

  private static final int MOST_UNKNOWN_NAMES = 200;

  private final Map<String, RowReader<T>> arrays;
  private final List<T> rows = new ArrayList<>();
  private final Map<String, UnknownField> unknown = new HashMap<>();
  private boolean isListing;
  private @Nullable Integer current;
  private @Nullable Integer next;
  private @Nullable Integer size;
  private @Nullable Integer totalPages;
  private @Nullable String versionId;

  private ListingShape(Map<String, RowReader<T>> arrays) {
    this.arrays = arrays;
  }

  static BodyShape<Listing<ResponseAsset>> assets() {
    return new ListingShape<>(
        Map.of(
            "assets", (json, unknown) -> Rows.asset(json, false, unknown),
            "unlimitedAssets", (json, unknown) -> Rows.asset(json, true, unknown)));
  }

  static BodyShape<Listing<Assignment>> assignments() {
    return new ListingShape<>(Map.of("assignments", Rows::assignment));
  }

  static BodyShape<Listing<ResponseUser>> users() {
    return new ListingShape<>(Map.of("users", Rows::user));
  }

  @Override
  public void take(String name, JsonParser json) {
    switch (name) {
      case "currentPageIndex" -> current = Values.integer(json);
      case "nextPageIndex" -> next = Values.integer(json);
      case "size" -> size = Values.integer(json);
      case "totalPages" -> totalPages = Values.integer(json);
      case "versionId" -> versionId = Values.text(json);
      default -> takeRows(name, json);
    }
  }

  private void takeRows(String name, JsonParser json) {
    RowReader<T> reader = arrays.get(name);
    if (reader == null) {
      skipUnknown(name, json);
      return;
    }
    isListing = true;
    rows.addAll(
        Values.list(
            json,
            row -> reader.read(row, (field, value) -> skipUnknown(name + "." + field, value))));
  }

  private void skipUnknown(String name, JsonParser json) {
    if (unknown.containsKey(name)) {
      unknown.computeIfPresent(name, (_, seen) -> seen.again());
    } else if (unknown.size() < MOST_UNKNOWN_NAMES) {
      unknown.put(name, UnknownField.first(name, json));
    }
    json.skipChildren();
  }

  @Override
  public Listing<T> finish(Envelope envelope) {
    if (!isListing && totalPages == null && size == null) {
      throw new ShapeException("neither rows nor page fields");
    }
    return new Listing<>(
        rows, current == null ? 0 : current, next, size, totalPages, versionId, unknown);
  }

  /** Reads one row. */
  interface RowReader<T> {
    T read(JsonParser json, Values.FieldReader unknown);
  }
}
