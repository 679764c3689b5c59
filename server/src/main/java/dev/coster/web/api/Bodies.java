package dev.coster.web.api;

import dev.coster.platform.Problem;
import dev.coster.web.Characters;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks, before a JSON body becomes a record, whether every field is there that the record does not
 * declare nullable, and whether its texts can be stored. Refusals name fields, never values: a body
 * may hold a secret. Pure.
 */
final class Bodies {
  private Bodies() {}

  static void check(JsonNode body, Class<?> type) {
    if (!body.isObject()) {
      throw Problem.invalid(
          "request.body.malformed", "The request body is no JSON object.", "Send an object.");
    }
    List<String> missing = new ArrayList<>();
    collectMissing(body, type, "", missing);
    if (!missing.isEmpty()) {
      throw Problem.invalid(
          "request.body.field_missing",
          (missing.size() == 1 ? "A field is missing: " : "Fields are missing: ")
              + String.join(", ", missing)
              + ".",
          "Add " + (missing.size() == 1 ? "it." : "them."));
    }
    refuseUnknown(body, type);
    checkTexts(body, "");
  }

  /** A field that nobody reads is a wish that nobody fulfills: a slip of the pen, mostly. */
  private static void refuseUnknown(JsonNode object, Class<?> type) {
    Set<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw Problem.invalid(
            "request.body.field_unknown",
            "There is no field " + name + " here.",
            "Remove it, or use one of these: "
                + known.stream().sorted().collect(Collectors.joining(", "))
                + ".");
      }
    }
    for (RecordComponent field : type.getRecordComponents()) {
      JsonNode value = object.get(field.getName());
      if (value != null && value.isObject() && field.getType().isRecord()) {
        refuseUnknown(value, field.getType());
      }
    }
  }

  private static void collectMissing(
      JsonNode object, Class<?> type, String prefix, List<String> missing) {
    if (!type.isRecord()) {
      return;
    }
    for (RecordComponent field : type.getRecordComponents()) {
      JsonNode value = object.get(field.getName());
      String path = prefix + field.getName();
      if (value != null && !value.isNull()) {
        collectMissingWithin(value, field.getAnnotatedType(), path, missing);
      } else if (!field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        missing.add(path);
      }
    }
  }

  private static void collectMissingWithin(
      JsonNode value, AnnotatedType type, String path, List<String> missing) {
    if (value.isObject() && type.getType() instanceof Class<?> record) {
      collectMissing(value, record, path + ".", missing);
    }
    if (value.isArray() && type instanceof AnnotatedParameterizedType list) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      for (int i = 0; i < value.size(); i++) {
        String at = path + "[" + i + "]";
        if (value.get(i).isNull()) {
          missing.add(at);
        } else {
          collectMissingWithin(value.get(i), element, at, missing);
        }
      }
    }
  }

  private static void checkTexts(JsonNode node, String path) {
    if (node.isString() && Characters.areIllegal(node.stringValue())) {
      throw Problem.invalid(
          Characters.CODE,
          "The field " + path + " contains a character that cannot be stored.",
          "Remove it; a NUL for instance is no part of any text.");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      checkTexts(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        checkTexts(node.get(i), path + "[" + i + "]");
      }
    }
  }
}
