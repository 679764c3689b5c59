package dev.coster.web.api;

import dev.coster.api.HoldersApi.HeldView;
import dev.coster.api.HoldersApi.ImportView;
import dev.coster.api.HoldersApi.RowView;
import dev.coster.api.JobView;
import dev.coster.api.PageOf;
import dev.coster.distribution.Licenses.HeldCursor;
import dev.coster.distribution.Licenses.HeldRow;
import dev.coster.job.Job;
import dev.coster.platform.CsvPreview;
import dev.coster.platform.Problem;
import dev.coster.web.Cursors;
import dev.coster.web.Readings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The small, written-out mapping from the base packages' records to those of the REST interface.
 * Pure.
 */
final class Views {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1000;

  private Views() {}

  static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (asked < 1 || asked > MAX_LIMIT) {
      throw Problem.invalid(
          "request.limit", "The limit " + asked + " is not between 1 and 1000.", "Use cursors.");
    }
    return asked;
  }

  /** Rows were asked for with one more than the limit: that one says that there is a next page. */
  static <T, V> PageOf<V> page(
      List<T> rows, int limit, Function<T, V> view, Function<T, String> cursor) {
    boolean more = rows.size() > limit;
    List<T> shown = more ? rows.subList(0, limit) : rows;
    return new PageOf<>(
        shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
  }

  /** The same of what is read at Apple: it says where nothing was read yet. */
  static <T, V> PageOf<V> page(
      List<T> rows,
      int limit,
      Function<T, V> view,
      Function<T, String> cursor,
      Readings.Part known) {
    PageOf<V> page = page(rows, limit, view, cursor);
    return new PageOf<>(page.items(), page.next(), known.unread());
  }

  static JobView job(Job job) {
    return new JobView(
        job.id(),
        job.kind(),
        job.title(),
        job.state().name(),
        job.locationId(),
        job.actor().name(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt(),
        job.total(),
        job.succeeded(),
        job.refused(),
        job.note(),
        job.errorCode(),
        job.errorDetail());
  }

  static PageOf<HeldView> held(List<HeldRow> rows, int limit, Readings.Part known) {
    return page(
        rows,
        limit,
        Views::held,
        last ->
            Cursors.text(
                new HeldCursor(last.name(), last.assetId(), last.locationId(), last.holderId())),
        known);
  }

  private static HeldView held(HeldRow row) {
    return new HeldView(
        row.locationId(),
        row.locationName(),
        row.assetId(),
        row.holderId(),
        row.name(),
        row.productType(),
        row.revocable(),
        row.since());
  }

  static ImportView imported(CsvPreview preview) {
    return new ImportView(
        preview.added(),
        preview.updated(),
        preview.unchanged(),
        preview.refused(),
        preview.verdicts().stream()
            .map(row -> new RowView(row.line(), row.subject(), row.verdict().name(), row.reason()))
            .toList(),
        preview.unknownColumns());
  }
}
