package dev.coster.web.api;

import dev.coster.api.HeldView;
import dev.coster.api.ImportView;
import dev.coster.api.ImportView.RowView;
import dev.coster.api.JobView;
import dev.coster.api.PageOf;
import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvUndone;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Licenses.HeldCursor;
import dev.coster.distribution.Licenses.HeldRow;
import dev.coster.job.Job;
import dev.coster.platform.Problem;
import dev.coster.web.Cursors;
import dev.coster.web.Readings;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
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

  /**
   * A page of a list.
   *
   * @param rows asks for at most so many: one more than the page has tells that there is a next one
   */
  static <T, V> PageOf<V> page(
      @Nullable Integer asked,
      IntFunction<List<T>> rows,
      Function<T, V> view,
      Function<T, String> cursor) {
    int limit = limit(asked);
    List<T> found = rows.apply(limit + 1);
    boolean more = found.size() > limit;
    List<T> shown = more ? found.subList(0, limit) : found;
    return new PageOf<>(
        shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
  }

  /** The same of what is read at Apple: it says where nothing was read yet. */
  static <T, V> PageOf<V> page(
      @Nullable Integer asked,
      IntFunction<List<T>> rows,
      Function<T, V> view,
      Function<T, String> cursor,
      Readings.Part known) {
    PageOf<V> page = page(asked, rows, view, cursor);
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
        Distribution.notAsked(job),
        job.cancelRequested() && job.finishedAt() == null,
        job.note(),
        job.errorCode(),
        job.errorDetail());
  }

  static PageOf<HeldView> held(
      @Nullable Integer asked, IntFunction<List<HeldRow>> rows, Readings.Part known) {
    return page(
        asked,
        rows,
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

  static PageOf<ImportView.Made> imports(List<CsvImported> made) {
    return new PageOf<>(
        made.stream().map(each -> new ImportView.Made(each.at(), each.here())).toList(), null);
  }

  static ImportView.Undone undone(CsvUndone done) {
    return new ImportView.Undone(done.removed(), done.kept());
  }

  static ImportView imported(CsvPreview preview) {
    return new ImportView(
        preview.added(),
        preview.updated(),
        preview.unchanged(),
        preview.refused(),
        preview.verdicts().stream()
            .map(row ->
                new RowView(
                    row.line(), row.subject(), row.name(), row.verdict().name(), row.reason()))
            .toList(),
        preview.newSites(),
        preview.unknownColumns());
  }
}
