package dev.coster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.coster.BaseLists;
import dev.coster.api.Route;
import dev.coster.platform.Actor;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Open;
import dev.coster.security.Permission;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * What the operations of the table ({@link OperationTableTest}) need: whatever the console and the
 * REST interface offer names its permission, and whatever lists something asks whose eyes it is
 * for. A gap stands here with its reason, or it is a failure; a reason for a gap that is gone is a
 * failure, too.
 */
final class OperationsTest {
  private static final String API = "/api/v1";

  /** What anybody may call. */
  private static final Map<String, String> OPEN =
      Map.of(
          "GET /sign-in", "comes before sign-in",
          "GET /setup/{token}", "the one-time link is the proof",
          "POST /setup/{token}", "the one-time link is the proof",
          "POST /apple/notifications/{claimId}", "Apple's bearer is the proof",
          "POST /api/v1/tokens", "mail address and password are the proof");

  /** What changes something, and needs no more than being allowed to look. */
  private static final Map<String, String> CHANGES_NOTHING_OF_OTHERS =
      Map.of(
          "POST /plans/{id}/again", "computes a preview; running it needs more",
          "POST /plans", "computes a preview; running it needs more",
          "POST /give", "shows the form with what was typed",
          "POST /api/v1/plans", "computes a preview; running it needs more",
          "POST /api/v1/plans/{id}/again", "computes a preview; running it needs more",
          "DELETE /api/v1/tokens/{id}", "the caller's own token");

  /** Permissions that no operation needs yet. */
  private static final Map<Permission, String> IDLE =
      Map.of(
          Permission.SEE_AUDIT, "the audit has no page yet",
          Permission.ADMINISTER, "there is one administrator, made by the first start");

  private static final Set<Class<?>> KEY_TYPES =
      Set.of(int.class, int[].class, UUID.class, OptionalInt.class);

  private static final String KEYS = "translates keys that the caller holds already";
  private static final String FILE = "rows of a file that the caller brings";
  private static final String INNER = "traffic with Apple, seen by no person";

  /** Methods of base packages that return many things and take no visibility. */
  private static final Map<String, String> FOR_NO_EYES =
      Map.ofEntries(
          Map.entry("catalog.Assets.idsFor", KEYS),
          Map.entry("catalog.Assets.keys", KEYS),
          Map.entry("catalog.Assets.facts", "for the planner, whose location was checked"),
          Map.entry("csv.CsvKind.judge", FILE),
          Map.entry("csv.CsvRow.keys", FILE),
          Map.entry("device.Devices.enrollments", "of one device, which was found by visibility"),
          Map.entry("device.Devices.idsOf", KEYS),
          Map.entry("device.Devices.holders", KEYS),
          Map.entry("distribution.Observed.rereadsDue", INNER),
          Map.entry("exchange.RequestListener.operations", INNER),
          Map.entry("exchange.Requests.record", INNER),
          Map.entry("exchange.Requests.open", INNER),
          Map.entry("exchange.Requests.toCheck", INNER),
          Map.entry("exchange.Requests.pairs", INNER),
          Map.entry("exchange.Requests.leftToNotifications", INNER),
          Map.entry("exchange.Requests.reserved", INNER),
          Map.entry("holder.Holders.idsFor", KEYS),
          Map.entry("holder.Holders.byId", KEYS),
          Map.entry("organization.Sites.newOnes", "names that a file gives, and nobody has"),
          Map.entry("organization.Sites.list", "every administrator may know the sites' names"),
          Map.entry("people.People.idsOf", KEYS),
          Map.entry("people.Registrations.holders", KEYS),
          Map.entry("security.Administrators.list", "needs the permission to administer"),
          Map.entry("security.ApiTokens.list", "the caller's own tokens"));

  private static final String OWNERS_ONLY = "needs the permission to administer";
  private static final String OWN = "the caller's own tokens";

  /** A decision on something that the handler has to find with the caller's eyes first. */
  private static final String FOUND_FIRST = "found by visibility before, as the next test holds";

  /** Decisions on what is there already that take no visibility. */
  private static final Map<String, String> DECIDED_WITHOUT =
      Map.ofEntries(
          Map.entry("job.Jobs.pause", FOUND_FIRST),
          Map.entry("job.Jobs.resume", FOUND_FIRST),
          Map.entry("job.Jobs.cancel", FOUND_FIRST),
          Map.entry("location.LocationAdministration.handIn", FOUND_FIRST),
          Map.entry("location.LocationAdministration.rename", FOUND_FIRST),
          Map.entry("location.LocationAdministration.takeOver", FOUND_FIRST),
          Map.entry("sync.Sync.syncNow", FOUND_FIRST),
          Map.entry("security.Administrators.disable", OWNERS_ONLY),
          Map.entry("security.Administrators.enable", OWNERS_ONLY),
          Map.entry("security.ApiTokens.issue", OWN),
          Map.entry("security.ApiTokens.revoke", OWN));

  /** Handlers that decide without looking first. */
  private static final Map<String, String> LOOKS_AT_NOTHING =
      Map.of("LocationsController.add", "a new location, which nobody can see yet");

  @Test
  void everyOperationNamesItsPermissionOrWhyItIsOpen() {
    List<String> gaps = new ArrayList<>();
    Set<String> open = new TreeSet<>();
    operations()
        .forEach((operation, method) -> {
          Allowed allowed = find(method, Allowed.class);
          Open without = find(method, Open.class);
          if ((allowed == null) == (without == null)) {
            gaps.add(operation + " " + method);
          } else if (without != null) {
            open.add(operation);
            assertThat(without.value()).as(operation).isNotBlank();
          }
        });
    assertThat(gaps).isEmpty();
    assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN.keySet());
  }

  @Test
  void whatChangesSomethingNeedsMoreThanLooking() {
    Set<String> lookingIsEnough = new TreeSet<>();
    operations()
        .forEach((operation, method) -> {
          Allowed allowed = find(method, Allowed.class);
          boolean looks = allowed != null && allowed.value() == Permission.VIEW;
          if (looks && !operation.startsWith("GET ")) {
            lookingIsEnough.add(operation);
          }
        });
    assertThat(lookingIsEnough)
        .containsExactlyInAnyOrderElementsOf(CHANGES_NOTHING_OF_OTHERS.keySet());
  }

  @Test
  void everyPermissionGuardsSomething() {
    Set<Permission> idle = EnumSet.allOf(Permission.class);
    for (Method method : operations().values()) {
      Allowed allowed = find(method, Allowed.class);
      if (allowed != null) {
        idle.remove(allowed.value());
        idle.removeAll(List.of(allowed.or()));
      }
    }
    assertThat(idle).isEqualTo(IDLE.keySet());
  }

  @Test
  void everyListOfABasePackageTakesAVisibility() {
    Set<String> without = new TreeSet<>();
    List<Method> lists = BaseLists.methods();
    for (Method method : lists) {
      if (!List.of(method.getParameterTypes()).contains(Visibility.class)) {
        without.add(BaseLists.name(method));
      }
    }
    assertThat(lists).hasSizeGreaterThan(20);
    assertThat(without).containsExactlyInAnyOrderElementsOf(FOR_NO_EYES.keySet());
  }

  /** Who decides on something that is there (it is named by a key) must be able to see it. */
  @Test
  void everyDecisionOfABasePackageTakesAVisibility() {
    Set<String> without = new TreeSet<>();
    for (Class<?> type : BaseLists.interfaces()) {
      for (Method method : type.getDeclaredMethods()) {
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        if (parameters.contains(Actor.class)
            && KEY_TYPES.stream().anyMatch(parameters::contains)
            && !parameters.contains(Visibility.class)) {
          without.add(BaseLists.name(method));
        }
      }
    }
    assertThat(without).containsExactlyInAnyOrderElementsOf(DECIDED_WITHOUT.keySet());
  }

  /** Where the decision itself does not look, its handler has to. */
  @Test
  void whatIsDecidedWithoutAVisibilityIsFoundByOneBefore() {
    Set<String> blind = new TreeSet<>();
    int deciding = 0;
    for (JavaClass type : classes("dev.coster.web")) {
      for (JavaMethod method : type.getMethods()) {
        if (isHandler(method)
            && callsOf(method, new HashSet<>()).stream().anyMatch(OperationsTest::isFoundFirst)) {
          deciding++;
          if (!looksFirst(method)) {
            blind.add(type.getSimpleName() + "." + method.getName());
          }
        }
      }
    }
    assertThat(deciding).isGreaterThan(10);
    assertThat(blind).containsExactlyInAnyOrderElementsOf(LOOKS_AT_NOTHING.keySet());
  }

  private static boolean isHandler(JavaMethod method) {
    return method.isAnnotatedWith(Allowed.class) || method.isAnnotatedWith(Open.class);
  }

  private static boolean looksFirst(JavaMethod handler) {
    List<JavaMethodCall> inOrder =
        handler.getMethodCallsFromSelf().stream()
            .sorted(Comparator.comparingInt(JavaMethodCall::getLineNumber))
            .toList();
    boolean looked = false;
    for (JavaMethodCall call : inOrder) {
      Set<JavaMethodCall> calls = withInner(call, new HashSet<>(Set.of(handler)));
      if (calls.stream().anyMatch(OperationsTest::isFoundFirst)) {
        return looked;
      }
      looked |= calls.stream().anyMatch(OperationsTest::looks);
    }
    return looked;
  }

  /** What a method calls, also by way of other methods of its class. */
  private static Set<JavaMethodCall> callsOf(JavaMethod method, Set<JavaMethod> seen) {
    Set<JavaMethodCall> calls = new HashSet<>();
    if (seen.add(method)) {
      method.getMethodCallsFromSelf().forEach(call -> calls.addAll(withInner(call, seen)));
    }
    return calls;
  }

  private static Set<JavaMethodCall> withInner(JavaMethodCall call, Set<JavaMethod> seen) {
    Set<JavaMethodCall> calls = new HashSet<>(Set.of(call));
    if (call.getTargetOwner().equals(call.getOriginOwner())) {
      call.getTarget().resolveMember().ifPresent(inner -> calls.addAll(callsOf(inner, seen)));
    }
    return calls;
  }

  private static boolean isFoundFirst(JavaMethodCall call) {
    String name = call.getTargetOwner().getName() + "." + call.getName();
    return name.startsWith("dev.coster.")
        && FOUND_FIRST.equals(DECIDED_WITHOUT.get(name.substring("dev.coster.".length())));
  }

  private static boolean looks(JavaMethodCall call) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(Visibility.class));
  }

  /** Verb and path, with the method behind it. */
  static Map<String, Method> operations() {
    Map<String, Method> operations = new TreeMap<>();
    for (JavaClass type : classes("dev.coster.web")) {
      if (type.isInterface() || !type.isTopLevelClass()) {
        continue;
      }
      for (Method method : type.reflect().getDeclaredMethods()) {
        if (!method.isSynthetic()) {
          addTo(operations, method);
        }
      }
    }
    assertThat(operations).hasSizeGreaterThan(50);
    return operations;
  }

  private static void addTo(Map<String, Method> operations, Method method) {
    RequestMapping page = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    if (page != null) {
      for (RequestMethod verb : page.method()) {
        for (String path : page.path()) {
          operations.put(verb + " " + path, method);
        }
      }
      assertThat(page.method()).as(method.toString()).isNotEmpty();
    }
    Route route = AnnotatedElementUtils.findMergedAnnotation(method, Route.class);
    if (route != null) {
      operations.put(route.verb() + " " + API + route.path(), method);
    }
  }

  static <A extends java.lang.annotation.Annotation> @org.jspecify.annotations.Nullable A find(
      Method method, Class<A> type) {
    A own = method.getAnnotation(type);
    return own != null ? own : method.getDeclaringClass().getAnnotation(type);
  }

  static Iterable<JavaClass> classes(String... packages) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
        .importPackages(Arrays.asList(packages));
  }
}
