package dev.coster;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.coster.platform.Page;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What base packages offer each other, and which of it answers with many things. */
public final class BaseLists {

  private BaseLists() {}

  /** The interfaces that packages offer each other; the web offers nothing. */
  public static List<Class<?>> interfaces() {
    List<Class<?>> types = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dev.coster")) {
      String rest = type.getPackageName().substring("dev.coster".length());
      boolean base =
          rest.lastIndexOf('.') == 0 && !Set.of(".platform", ".web", ".api").contains(rest);
      if (base
          && type.isInterface()
          && type.getModifiers().contains(JavaModifier.PUBLIC)
          && !type.isAnnotation()
          && type.isTopLevelClass()
          && isServer(type)) {
        types.add(type.reflect());
      }
    }
    return types;
  }

  /** Other modules share the first part of the packages' names. */
  private static boolean isServer(JavaClass type) {
    return !type.getPackageName().startsWith("dev.coster.apple")
        && !type.getPackageName().startsWith("dev.coster.simulator");
  }

  /** Those of their methods that return many things. */
  public static List<Method> methods() {
    return interfaces().stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(BaseLists::isList)
        .toList();
  }

  private static boolean isList(Method method) {
    Class<?> result = method.getReturnType();
    return !method.isSynthetic()
        && !Modifier.isStatic(method.getModifiers())
        && (Collection.class.isAssignableFrom(result)
            || Map.class.isAssignableFrom(result)
            || Stream.class.isAssignableFrom(result)
            || Page.class.isAssignableFrom(result)
            || result == int[].class);
  }

  /** How tests name a method: {@code device.Devices.list}. */
  public static String name(Method method) {
    return method.getDeclaringClass().getName().substring("dev.coster.".length())
        + "."
        + method.getName();
  }
}
