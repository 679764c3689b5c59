package dev.coster.cli;

import dev.coster.api.DevicesApi;
import dev.coster.api.RemovalView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Removes one device. */
@Command(
    name = "remove",
    description =
        "Remove a device that has nothing; adding its serial number again brings it back.",
    mixinStandardHelpOptions = true)
final class DeviceRemove implements Callable<Integer> {

  @ParentCommand DeviceCommand parent;

  @Parameters(paramLabel = "ID", description = "Its id or serial number.")
  String named;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeviceRemove() {}

  @Override
  public Integer call() {
    DevicesApi api = parent.cli.api(DevicesApi.class);
    int id = HolderNames.device(named, () -> api);
    RemovalView removal = api.deviceRemoval(id);
    if (removal.hinders() != null) {
      throw new CliException(
          ExitCode.REFUSED, removal.subject() + " cannot be removed. " + removal.hinders());
    }
    Question.ask(parent.cli.screen(), yes, "Remove " + removal.subject() + "?");
    parent.cli.screen().value(api.removeDevice(id));
    parent.cli.screen().say("Removed " + removal.subject() + ".");
    return ExitCode.OK.code();
  }
}
