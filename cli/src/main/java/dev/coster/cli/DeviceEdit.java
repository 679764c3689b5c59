package dev.coster.cli;

import dev.coster.api.DevicesApi;
import dev.coster.api.DevicesApi.DeviceChange;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Changes what is known of one device. */
@Command(
    name = "edit",
    description = "Change what is known of one device; an empty text takes a value away.",
    mixinStandardHelpOptions = true)
final class DeviceEdit implements Callable<Integer> {

  @ParentCommand DeviceCommand parent;

  @Parameters(paramLabel = "ID", description = "Its id or serial number.")
  String named;

  @Option(names = "--name")
  @Nullable String name;

  @Option(names = "--model")
  @Nullable String model;

  @Option(names = "--platform")
  @Nullable String platform;

  @Option(names = "--os-version")
  @Nullable String osVersion;

  @Option(names = "--site")
  @Nullable String site;

  @Option(names = "--person", description = "Mail address of whose device it is.")
  @Nullable String personEmail;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeviceEdit() {}

  @Override
  public Integer call() {
    DevicesApi api = parent.cli.api(DevicesApi.class);
    int id = HolderNames.device(named, () -> api);
    DeviceChange change = new DeviceChange(name, model, platform, osVersion, site, personEmail);
    if (change.equals(new DeviceChange(null, null, null, null, null, null))) {
      throw new CliException(ExitCode.USAGE, "Say what to change, for instance --name.");
    }
    parent.cli.screen().value(api.editDevice(id, change));
    parent.cli.screen().say("Changed.");
    return ExitCode.OK.code();
  }
}
