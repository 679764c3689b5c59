package dev.coster.cli;

import dev.coster.api.DevicesApi;
import dev.coster.api.DevicesApi.DeviceView;
import dev.coster.api.DevicesApi.EnrollmentView;
import dev.coster.api.HeldView;
import dev.coster.api.PageOf;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One device, as its page shows it. */
@Command(
    name = "show",
    description = "One device, with what it has.",
    mixinStandardHelpOptions = true)
final class DeviceShow implements Callable<Integer> {

  @ParentCommand DeviceCommand parent;

  @Parameters(paramLabel = "ID", description = "Its id or serial number.")
  String named;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeviceShow() {}

  /** What a script gets. */
  record Whole(
      DeviceView device, List<EnrollmentView> enrollments, @Nullable PageOf<HeldView> licenses) {}

  @Override
  public Integer call() {
    DevicesApi api = parent.cli.api(DevicesApi.class);
    int id = HolderNames.device(named, () -> api);
    DeviceView device = api.device(id);
    List<EnrollmentView> enrollments = api.enrollments(id).items();
    PageOf<HeldView> held = api.deviceLicenses(id, null, HeldTable.ROWS);
    Screen screen = parent.cli.screen();
    if (screen.asJson()) {
      screen.value(new Whole(device, enrollments, held));
      return ExitCode.OK.code();
    }
    screen.table(
        List.of("what", "value"),
        List.of(
            List.of("id", String.valueOf(device.id())),
            List.of("serial number", Screen.text(device.serialNumber())),
            List.of("name", device.name()),
            List.of("model", Screen.text(device.model())),
            List.of("platform", Screen.text(device.platform())),
            List.of("OS version", Screen.text(device.osVersion())),
            List.of("site", device.site()),
            List.of("person", Screen.text(device.person())),
            List.of("enrollment", inWords(enrollments)),
            List.of("licenses", Screen.count(device.licenses(), device.incomplete()))));
    screen.say("");
    return HeldTable.held(screen, held);
  }

  private static String inWords(List<EnrollmentView> enrollments) {
    return enrollments.isEmpty()
        ? "not known"
        : enrollments.stream()
            .map(each ->
                each.server() + ": " + each.kind() + (each.endedAt() == null ? "" : ", ended"))
            .collect(Collectors.joining("; "));
  }
}
