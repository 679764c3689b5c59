package dev.coster.distribution;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.Verb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is kept of a plan that was looked at, to say later in words what is different.
 *
 * @param pairs how many pairs it asks for
 * @param registrations persons who have to be registered first
 * @param leftOut per reason
 * @param free licenses free per asset that has a count
 * @param permanent how many pairs can never be taken back
 * @param oneAsset whether pairs and holders are the same number
 */
record Summary(
    Verb verb,
    long pairs,
    int registrations,
    Map<Exclusion, LeftOut> leftOut,
    Map<Integer, Long> free,
    long permanent,
    boolean oneAsset) {

  /** Pairs left out. */
  record LeftOut(long devices, long people) {
    static final LeftOut NONE = new LeftOut(0, 0);
  }

  static Summary of(Outlook outlook) {
    Map<Exclusion, LeftOut> leftOut = new EnumMap<>(Exclusion.class);
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      asset
          .excluded()
          .forEach((reason, whom) -> {
            long devices = RoaringBitmap.andCardinality(whom, outlook.world().devices());
            long people = whom.getLongCardinality() - devices;
            LeftOut before = leftOut.getOrDefault(reason, LeftOut.NONE);
            leftOut.put(reason, new LeftOut(before.devices() + devices, before.people() + people));
          });
    }
    return new Summary(
        outlook.wish().verb(),
        outlook.plan().pairs(),
        outlook.plan().toRegister().getCardinality(),
        leftOut,
        new TreeMap<>(outlook.free()),
        outlook.permanentPairs(),
        outlook.plan().assets().size() == 1);
  }

  /** How a reason to leave somebody out is told of one holder, of many, and of licenses. */
  private record Said(String one, String many, String pairs) {}

  /** In the order in which they are told. */
  private static final Map<Exclusion, Said> LEFT_OUT = leftOutInWords();

  private static Map<Exclusion, Said> leftOutInWords() {
    Map<Exclusion, Said> words = new LinkedHashMap<>();
    words.put(Exclusion.ALREADY_HELD, new Said("has it by now", "have it by now", "held by now"));
    words.put(Exclusion.NOT_HELD, new Said("has it no more", "have it no more", "held no more"));
    words.put(Exclusion.IN_WORK, new Said("is in work already", "are in work already", "in work"));
    words.put(
        Exclusion.NO_LICENSE_FREE,
        new Said("finds no free license", "find no free license", "beyond what is free"));
    words.put(
        Exclusion.NOT_AT_LOCATION,
        new Said(
            "asks for what the location has not",
            "ask for what the location has not",
            "not at the location"));
    words.put(
        Exclusion.NOT_DEVICE_ASSIGNABLE,
        new Said("cannot be given it", "cannot be given it", "not for devices"));
    words.put(
        Exclusion.IRREVOCABLE, new Said("keeps it for ever", "keep it for ever", "given for ever"));
    words.put(
        Exclusion.NO_SERIAL_NUMBER,
        new Said(
            "has no serial number",
            "have no serial number",
            "for a device without a serial number"));
    words.put(
        Exclusion.NOT_REGISTERED,
        new Said("is not registered", "are not registered", "for somebody who is not registered"));
    return words;
  }

  /** What is different in the newer one, in words. */
  String differenceTo(Summary now) {
    List<String> words = new ArrayList<>();
    LEFT_OUT.forEach((reason, said) -> holders(words, now, reason, said));
    add(
        words,
        now.permanent() - permanent,
        "license can never be taken back",
        "licenses can never be taken back");
    if (verb == Verb.GIVE) {
      free(words, now);
    }
    add(
        words,
        now.registrations() - registrations,
        "person has to be registered",
        "people have to be registered");
    if (words.isEmpty()) {
      words.add("other pairs would be asked for than those that were shown");
    }
    return String.join("; ", words);
  }

  private void holders(List<String> words, Summary now, Exclusion reason, Said said) {
    LeftOut before = leftOut.getOrDefault(reason, LeftOut.NONE);
    LeftOut after = now.leftOut().getOrDefault(reason, LeftOut.NONE);
    long devices = after.devices() - before.devices();
    long people = after.people() - before.people();
    if (oneAsset) {
      add(words, devices, "device " + said.one(), "devices " + said.many());
      add(words, people, "person " + said.one(), "people " + said.many());
    } else {
      add(
          words,
          devices + people,
          "wished license is " + said.pairs(),
          "wished licenses are " + said.pairs());
    }
  }

  private static void add(List<String> words, long by, String one, String many) {
    if (by != 0) {
      long count = Math.abs(by);
      words.add("%,d %s %s".formatted(count, by > 0 ? "more" : "fewer", count == 1 ? one : many));
    }
  }

  private void free(List<String> words, Summary now) {
    long fewer = 0;
    long more = 0;
    for (Map.Entry<Integer, Long> asset : free.entrySet()) {
      long by = now.free().getOrDefault(asset.getKey(), asset.getValue()) - asset.getValue();
      fewer += Math.max(0, -by);
      more += Math.max(0, by);
    }
    if (fewer > 0) {
      words.add(count(fewer, "license", "licenses") + " fewer " + are(fewer) + " free");
    }
    if (more > 0) {
      words.add(count(more, "license", "licenses") + " more " + are(more) + " free");
    }
  }

  private static String are(long count) {
    return count == 1 ? "is" : "are";
  }

  static String count(long count, String one, String many) {
    return "%,d %s".formatted(count, count == 1 ? one : many);
  }
}
