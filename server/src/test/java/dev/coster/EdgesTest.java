package dev.coster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the table of packages: who may use whom, what is private, where SQL may stand. */
class EdgesTest {

  private static final String ROOT = "dev.coster.";

  /** What SQL goes through: JdbcClient and the templates below it. */
  private static final String JDBC = "org.springframework.jdbc.core.";

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
