package dev.coster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Pages and the REST interface leave sorting, counting and skipping to the database. What is sorted
 * or counted in Java all the same stands here: it is short by itself, but for one debt.
 */
final class DatabaseSortsTest {
  private static final Set<String> FORBIDDEN =
      Set.of(
          "java.util.stream.Stream.sorted",
          "java.util.stream.Stream.count",
          "java.util.stream.Stream.skip",
          "java.util.stream.IntStream.sorted",
          "java.util.stream.IntStream.skip",
          "java.util.stream.Collectors.counting",
          "java.util.List.sort",
          "java.util.ArrayList.sort",
          "java.util.Arrays.sort",
          "java.util.Collections.sort");

  private static final Map<String, String> IN_JAVA =
      Map.of(
          "JobPeople.of",
              "a debt: a page of the people that a registration's wish names, read whole",
          "api.Bodies.refuseUnknown", "names of a record's fields",
          "api.HolderIds.one", "which of three parameters were given",
          "api.AccountController.me", "the permissions of one person",
          "console.Choice.itemsByLocation", "what was ticked on one page",
          "console.GiveForms.elsewhere", "the locations of one asset, of which it offers the best",
          "console.PlanPages$PlanView.planned", "the apps of one plan, which the page lists");

  @Test
  void pagesLeaveSortingAndCountingToTheDatabase() {
    Set<String> inJava = new TreeSet<>();
    for (JavaClass type : OperationsTest.classes("dev.coster.web")) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        String target = call.getTargetOwner().getName() + "." + call.getName();
        if (FORBIDDEN.contains(target)) {
          inJava.add(
              type.getName().substring("dev.coster.web.".length())
                  + "."
                  + call.getOrigin().getName());
        }
      }
    }
    assertThat(inJava).containsExactlyInAnyOrderElementsOf(IN_JAVA.keySet());
  }
}
