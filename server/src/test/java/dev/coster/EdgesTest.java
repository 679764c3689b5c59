package dev.coster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of packages: who may use whom, what is private, where SQL may stand. */
class EdgesTest {

  private static final String ROOT = "dev.coster.";

  /** What SQL goes through: JdbcClient and the templates below it. */
  private static final String JDBC = "org.springframework.jdbc.core.";

  /**
   * What goes out over the network: Apple's service, and whatever else speaks HTTP or opens
   * sockets.
   */
  private static final Set<String> NETWORK =
      Set.of("dev.coster.apple.Transport", "java.net.http.HttpClient", "java.net.Socket");

  /** The table of docs/invariants.md, "Packages": each may use these besides platform and audit. */
  static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("platform", Set.of()),
          Map.entry("audit", Set.of()),
          Map.entry("organization", Set.of()),
          Map.entry("holder", Set.of()),
          Map.entry("csv", Set.of("organization")),
          Map.entry("security", Set.of("organization")),
          Map.entry("job", Set.of()),
          Map.entry("location", Set.of("job")),
          Map.entry("exchange", Set.of("job", "location")),
          Map.entry("catalog", Set.of("location", "exchange")),
          Map.entry(
              "people", Set.of("location", "exchange", "organization", "holder", "job", "csv")),
          Map.entry("device", Set.of("organization", "holder", "csv")),
          Map.entry(
              "distribution",
              Set.of("location", "exchange", "catalog", "people", "device", "holder", "job")),
          Map.entry(
              "sync",
              Set.of(
                  "location", "exchange", "catalog", "people", "holder", "distribution", "job")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.coster");

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass origin : CLASSES) {
      String from = top(origin);
      Set<String> allowed = MAY_USE.get(from);
      if (allowed == null) {
        continue;
      }
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        String to = top(dependency.getTargetClass());
        boolean ours = MAY_USE.containsKey(to) || to.equals("web");
        boolean shared = to.equals("platform") || (to.equals("audit") && !from.equals("platform"));
        if (ours && !to.equals(from) && !shared && !allowed.contains(to)) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void deeperPackagesAreTheirOwnersAlone() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass origin : CLASSES) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        String to = top(target);
        boolean deeper = MAY_USE.containsKey(to) && !target.getPackageName().equals(ROOT + to);
        if (deeper && !top(origin).equals(to)) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void storesArePrivateAndFinal() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      boolean store = type.getSimpleName().endsWith("Store") && type.isTopLevelClass();
      boolean good =
          !type.getModifiers().contains(JavaModifier.PUBLIC)
              && type.getModifiers().contains(JavaModifier.FINAL);
      if (store && !type.isInterface() && !good) {
        violations.add(type.getName());
      }
    }
    assertThat(violations).isEmpty();
  }

  /** Handing the client on, to make a store of it, is no SQL: only its use counts. */
  @Test
  void sqlStandsInStoresAlone() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass origin : CLASSES) {
      boolean mayAsk =
          top(origin).equals("platform") || outermost(origin).getSimpleName().endsWith("Store");
      for (JavaAccess<?> access : origin.getAccessesFromSelf()) {
        if (!mayAsk && access.getTargetOwner().getFullName().startsWith(JDBC)) {
          violations.add(access.getDescription());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void nobodyUsesTheWeb() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.coster.web..")
        .and()
        .resideOutsideOfPackage("dev.coster")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.coster.web..")
        .check(CLASSES);
  }

  /** Pages and webhooks do not even know the words of Apple's service. */
  @Test
  void theWebDoesNotKnowTheClient() {
    noClasses()
        .that()
        .resideInAPackage("dev.coster.web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.coster.apple..")
        .check(CLASSES);
  }

  /**
   * Nor does anything that they call, however far down, whatever implements the interfaces between:
   * a page is answered from our own database.
   */
  @Test
  void noPageAndNoWebhookReachesTheNetwork() {
    Map<JavaCodeUnit, JavaCodeUnit> reachedFrom = new HashMap<>();
    Deque<JavaCodeUnit> next = new ArrayDeque<>();
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getPackageName().startsWith(ROOT + "web")) {
        type.getCodeUnits().forEach(start -> reachedFrom.put(start, start));
      }
    }
    next.addAll(reachedFrom.keySet());
    while (!next.isEmpty()) {
      JavaCodeUnit unit = next.remove();
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        if (isNetwork(access.getTargetOwner())) {
          violations.add(access.getDescription() + way(unit, reachedFrom));
        }
        called(access).filter(to -> reachedFrom.putIfAbsent(to, unit) == null).forEach(next::add);
      }
    }
    assertThat(reachedFrom).as("what pages reach").hasSizeGreaterThan(2000);
    assertThat(violations).isEmpty();
  }

  private static boolean isNetwork(JavaClass type) {
    return NETWORK.contains(type.getName());
  }

  /** What an access may run: the target, or whatever of ours overrides it. */
  private static Stream<JavaCodeUnit> called(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return Stream.empty();
    }
    JavaClass owner = target.getOwner();
    if (!owner.getName().startsWith(ROOT)) {
      return Stream.empty();
    }
    String[] parameters =
        target.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    Stream<JavaCodeUnit> overriding =
        owner.getAllSubclasses().stream()
            .flatMap(type -> type.tryGetMethod(target.getName(), parameters).stream());
    return Stream.concat(target.resolveMember().stream(), overriding);
  }

  private static String way(JavaCodeUnit to, Map<JavaCodeUnit, JavaCodeUnit> reachedFrom) {
    StringBuilder way = new StringBuilder();
    JavaCodeUnit step = to;
    while (!step.equals(reachedFrom.get(step))) {
      step = Objects.requireNonNull(reachedFrom.get(step));
      way.append("\n  from ").append(step.getFullName());
    }
    return way.toString();
  }

  @Test
  void transactionsAreOpenedByHandSoThatNoneIsOpenDuringAnExchange() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.springframework.transaction.annotation.Transactional")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void noLayersByTechnology() {
    noClasses()
        .should()
        .resideInAnyPackage("..service..", "..repository..", "..dto..", "..util..", "..impl..")
        .check(CLASSES);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(EdgesTest::outermost).orElse(type);
  }

  private static String top(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
