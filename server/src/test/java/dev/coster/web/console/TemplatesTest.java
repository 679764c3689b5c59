package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What no page may contain: anything that the content security policy would block in the browser
 * (scripts and styles inside the page, other hosts), and forms that change something without the
 * token against forgery.
 */
final class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src", "main", "jte");
  private static final Path SCRIPTS = Path.of("src", "main", "resources", "static");

  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile("[\\s\"']on[a-z]+\\s*=", Pattern.CASE_INSENSITIVE),
          Pattern.compile("hx-on", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\b(js|javascript|data):", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\sstyle\\s*=|<style\\b", Pattern.CASE_INSENSITIVE),
          Pattern.compile("<script\\b(?![^>]*\\ssrc=\"/)", Pattern.CASE_INSENSITIVE),
          Pattern.compile("https?://|[\"'(]//", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\$unsafe\\b"));

  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern POST =
      Pattern.compile("method\\s*=\\s*\"?post|hx-(post|put|patch|delete)");
  private static final Pattern TOKEN =
      Pattern.compile(
          "<input type=\"hidden\" name=\"_csrf\" value=\"\\$\\{[a-z]+\\.csrf\\(\\)}\">");

  @Test
  void noPageContainsScriptsStylesOrOtherHosts() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path template : files(TEMPLATES, ".jte")) {
      String text = Files.readString(template);
      for (Pattern pattern : FORBIDDEN) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          found.add(place(template, text, matcher.start()) + " " + matcher.group().strip());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyFormThatChangesSomethingCarriesTheToken() throws IOException {
    List<String> without = new ArrayList<>();
    int posts = 0;
    for (Path template : files(TEMPLATES, ".jte")) {
      String text = Files.readString(template);
      Matcher form = FORM.matcher(text);
      while (form.find()) {
        boolean changes = POST.matcher(form.group(1).toLowerCase(Locale.ROOT)).find();
        posts += changes ? 1 : 0;
        if (changes && !TOKEN.matcher(form.group(2)).find()) {
          without.add(place(template, text, form.start()));
        }
      }
    }
    assertThat(without).isEmpty();
    assertThat(posts).as("forms that were looked at").isGreaterThan(10);
  }

  @Test
  void ourScriptsAndStylesAskNoOtherHostAndEvaluateNothing() throws IOException {
    List<String> found = new ArrayList<>();
    Pattern forbidden =
        Pattern.compile("https?://(?!www\\.w3\\.org/)|\\beval\\(|new Function\\b|innerHTML\\s*=");
    for (String ending : List.of(".js", ".css", ".svg")) {
      for (Path file : files(SCRIPTS, ending)) {
        String text = Files.readString(file);
        Matcher matcher = forbidden.matcher(text);
        while (matcher.find()) {
          found.add(place(file, text, matcher.start()) + " " + matcher.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> list = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      assertThat(list).as(folder + " " + ending).isNotEmpty();
      return list;
    }
  }

  private static String place(Path file, String text, int at) {
    return file + ":" + (text.substring(0, at).lines().count() + 1);
  }
}
