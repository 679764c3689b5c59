package dev.coster.cli;

import dev.coster.api.DevicesApi;
import dev.coster.api.DevicesApi.DeviceView;
import dev.coster.api.DevicesApi.NewDevice;
import dev.coster.api.ImportView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Devices. */
@Command(
    name = "device",
    description = "Devices.",
    subcommands = {DeviceShow.class, DeviceEdit.class, DeviceRemove.class},
    mixinStandardHelpOptions = true)
final class DeviceCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  DeviceCommand() {}

  @Command(name = "list", description = "Devices by name.", mixinStandardHelpOptions = true)
  int list(
      @Parameters(paramLabel = "TEXT", arity = "0..1") @Nullable String text, @Mixin Paged paged) {
    DevicesApi api = cli.api(DevicesApi.class);
    paged.showRead(
        cli.screen(),
        (cursor, limit) -> api.devices(text, cursor, limit),
        List.of("id", "serial number", "name", "model", "platform", "person", "licenses"),
        device ->
            List.of(
                String.valueOf(device.id()),
                Screen.text(device.serialNumber()),
                device.name(),
                Screen.text(device.model()),
                Screen.text(device.platform()),
                Screen.text(device.person()),
                Screen.text(device.licenses())));
    return ExitCode.OK.code();
  }

  @Command(name = "licenses", description = "What a device has.", mixinStandardHelpOptions = true)
  int licenses(
      @Parameters(paramLabel = "ID") int id,
      @Option(names = "--limit", defaultValue = "200") int limit,
      @Option(names = "--cursor") @Nullable String cursor) {
    return HeldTable.held(
        cli.screen(), cli.api(DevicesApi.class).deviceLicenses(id, cursor, limit));
  }

  @Command(name = "add", description = "Add one.", mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "SERIAL") String serialNumber,
      @Option(names = "--name") @Nullable String name,
      @Option(names = "--model") @Nullable String model,
      @Option(names = "--platform") @Nullable String platform,
      @Option(names = "--os-version") @Nullable String osVersion,
      @Option(names = "--site") @Nullable String site,
      @Option(names = "--person", description = "Mail address of whose device it is.")
          @Nullable String personEmail) {
    DeviceView device =
        cli.api(DevicesApi.class)
            .addDevice(
                new NewDevice(serialNumber, name, model, platform, osVersion, site, personEmail));
    cli.screen().value(device);
    cli.screen().say("Added as " + device.id() + ".");
    return ExitCode.OK.code();
  }

  @Command(name = "import", description = "Import a CSV.", mixinStandardHelpOptions = true)
  int importCsv(@Mixin CsvImport csv) throws IOException {
    return csv.run(cli.screen(), (dry, file) -> cli.api(DevicesApi.class).importDevices(dry, file));
  }

  @Command(
      name = "imports",
      description = "The last imports of which something is still here.",
      mixinStandardHelpOptions = true)
  int imports() {
    return CsvImport.made(cli.screen(), cli.api(DevicesApi.class).deviceImports());
  }

  @Command(
      name = "undo-import",
      description = "Remove what an import added, as far as it has nothing.",
      mixinStandardHelpOptions = true)
  int undoImport(
      @Parameters(paramLabel = "WHEN", description = "As coster device imports shows it.")
          Instant importedAt,
      @Option(names = "--yes", description = "Do not ask.") boolean yes) {
    DevicesApi api = cli.api(DevicesApi.class);
    return CsvImport.undo(
        cli.screen(), yes, dry -> api.undoDevices(new ImportView.Undo(importedAt, dry)));
  }
}
