package dev.coster.simulator.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Invents devices: mostly iPads, some Macs and iPhones. */
final class SampleDevices {
  private static final String LETTERS = "CDFGHJKLMNPQRTVWXY0123456789";

  private record Kind(String model, String platform, String osVersion) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("iPad (10th generation)", "iOS", "18.6.2"),
          new Kind("iPad (9th generation)", "iOS", "18.6.2"),
          new Kind("iPad (A16)", "iOS", "26.1"),
          new Kind("iPad (10th generation)", "iOS", "26.1"),
          new Kind("iPad (9th generation)", "iOS", "17.7.10"),
          new Kind("MacBook Air (13-inch, M2)", "macOS", "15.7.1"),
          new Kind("iPad (A16)", "iOS", "26.1"),
          new Kind("iPad (10th generation)", "iOS", "18.6.2"),
          new Kind("iPhone SE (3rd generation)", "iOS", "26.1"),
          new Kind("Mac mini (M4)", "macOS", "26.1"));

  private final RandomGenerator random;

  SampleDevices(RandomGenerator random) {
    this.random = random;
  }

  List<SampleDevice> of(String uId, String place, int count) {
    List<SampleDevice> devices = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Kind kind = KINDS.get(n % KINDS.size());
      String name = "%s %s %03d".formatted(place, kind.model.split(" ", 2)[0], n + 1);
      devices.add(new SampleDevice(serial(), name, kind.model, kind.platform, kind.osVersion, uId));
    }
    return devices;
  }

  String serial() {
    StringBuilder serial = new StringBuilder("HS");
    for (int i = 0; i < 10; i++) {
      serial.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return serial.toString();
  }
}
