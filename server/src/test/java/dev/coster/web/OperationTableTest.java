package dev.coster.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.security.Allowed;
import dev.coster.web.OperationTable.Row;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of operations against what the server really offers. */
final class OperationTableTest {

  /** Answered by the filters of security, before any handler. */
  private static final Set<String> FILTERED = Set.of("POST /sign-in", "POST /sign-out");

  private final List<Row> rows = OperationTable.rows();

  @Test
  void everyRouteStandsInTheTableAndNoOther() {
    Set<String> told = rows.stream().flatMap(Row::routes).collect(Collectors.toSet());
    Set<String> there = new TreeSet<>(OperationsTest.operations().keySet());
    there.addAll(FILTERED);
    assertThat(told).containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void everyRouteNeedsThePermissionOfItsRow() {
    Map<String, Method> operations = OperationsTest.operations();
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      row.routes()
          .filter(route -> !FILTERED.contains(route))
          .filter(route -> !needed(operations.get(route)).equals(row.permission()))
          .forEach(route -> wrong.add(row.name() + ": " + route));
    }
    assertThat(wrong).isEmpty();
  }

  private static String needed(@org.jspecify.annotations.Nullable Method method) {
    Allowed allowed = method == null ? null : OperationsTest.find(method, Allowed.class);
    if (allowed == null) {
      return "open";
    }
    return Stream.concat(Stream.of(allowed.value()), Stream.of(allowed.or()))
        .map(Enum::name)
        .collect(Collectors.joining(" or "));
  }

  @Test
  void everyGapHasAReasonAndEveryReasonAGap() {
    List<String> wrong =
        rows.stream().filter(row -> row.hasGap() == row.reason().isEmpty()).map(Row::name).toList();
    assertThat(wrong).isEmpty();
    assertThat(rows).extracting(Row::name).doesNotHaveDuplicates();
  }

  @Test
  void theCommandLineOffersNothingThatIsNotOfferedByRest() {
    assertThat(rows)
        .filteredOn(row -> !row.commands().isEmpty())
        .allSatisfy(row -> assertThat(row.rest()).as(row.name()).isNotEmpty());
  }
}
