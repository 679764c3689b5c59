package dev.coster.cli;

import dev.coster.api.AssetsApi;
import dev.coster.api.AssetsApi.AssetDetail;
import dev.coster.api.AssetsApi.AssetView;
import dev.coster.api.LocationsApi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Apps and books. */
@Command(
    name = "asset",
    aliases = "app",
    description = "Apps and books.",
    mixinStandardHelpOptions = true)
final class AssetCommand {

  @ParentCommand CosterCli cli;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  AssetCommand() {}

  private int assetId(String named) {
    return AssetNames.id(named, () -> cli.api(AssetsApi.class));
  }

  private @Nullable Integer locationId(@Nullable String named) {
    return LocationNames.id(named, () -> cli.api(LocationsApi.class));
  }

  @Command(
      name = "list",
      description = "Apps and books with their counts.",
      mixinStandardHelpOptions = true)
  int list(
      @Parameters(paramLabel = "TEXT", arity = "0..1", description = "Part of the name, or an id.")
          @Nullable String text,
      @Option(names = "--location", description = "Its name or id.") @Nullable String location,
      @Option(names = "--type", description = "App or Book.") @Nullable String type,
      @Option(
              names = "--short",
              description = "Only those of which a location has no free license.")
          boolean shortOnly,
      @Mixin Paged paged) {
    Integer at = locationId(location);
    AssetsApi api = cli.api(AssetsApi.class);
    paged.showRead(
        cli.screen(),
        (cursor, limit) -> api.assets(text, at, type, shortOnly, cursor, limit),
        List.of(
            "id",
            "Apple's id",
            "name",
            "type",
            "total",
            "used",
            "reserved",
            "free",
            "none free at",
            "as of"),
        AssetCommand::row);
    return ExitCode.OK.code();
  }

  private static List<String> row(AssetView asset) {
    return List.of(
        String.valueOf(asset.id()),
        asset.adamId() + ":" + asset.pricingParam(),
        asset.name(),
        asset.type(),
        asset.unlimited() ? "unlimited" : Screen.text(asset.total()),
        String.valueOf(asset.used()),
        String.valueOf(asset.reserved()),
        asset.unlimited() ? "unlimited" : Screen.text(asset.free()),
        asset.soldOutAt() == null ? "" : String.join(", ", asset.soldOutAt()),
        Screen.text(asset.asOf()));
  }

  @Command(name = "show", description = "One app or book.", mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "ID", description = "Coster's id or Apple's.") String named) {
    AssetDetail detail = cli.api(AssetsApi.class).asset(assetId(named));
    cli.screen().value(detail);
    cli.screen()
        .say(
            detail.asset().name()
                + " ("
                + detail.asset().type()
                + (detail.asset().irrevocable() ? ", cannot be taken back" : "")
                + (detail.asset().deviceAssignable()
                    ? ", for devices and people"
                    : ", for people only")
                + ")");
    cli.screen()
        .say(
            "Apple's id "
                + detail.asset().adamId()
                + ":"
                + detail.asset().pricingParam()
                + told("by", detail.developer())
                + told("bundle id", detail.bundleId())
                + told("version", detail.version())
                + told("needs OS", detail.minimumOs())
                + told("for", String.join(" ", detail.asset().platforms())));
    cli.screen()
        .table(
            List.of("location", "total", "used", "reserved", "free", "as of"),
            detail.locations().stream()
                .map(at ->
                    List.of(
                        at.location(),
                        at.unlimited() ? "unlimited" : Screen.text(at.total()),
                        String.valueOf(at.used()),
                        String.valueOf(at.reserved()),
                        at.unlimited() ? "unlimited" : Screen.text(at.free()),
                        Screen.text(at.asOf())))
                .toList());
    return ExitCode.OK.code();
  }

  private static String told(String what, @Nullable String value) {
    return value == null || value.isEmpty() ? "" : ", " + what + " " + value;
  }

  @Command(name = "holders", description = "Who has it.", mixinStandardHelpOptions = true)
  int holders(
      @Parameters(paramLabel = "ID", description = "Coster's id or Apple's.") String named,
      @Option(names = "--location", description = "Its name or id.") @Nullable String location,
      @Option(names = "--search", description = "How a name or an id of Apple's begins.")
          @Nullable String search,
      @Option(names = "--unlinked", description = "Only holders that are linked to nobody.")
          boolean unlinked,
      @Mixin Paged paged) {
    int id = assetId(named);
    Integer at = locationId(location);
    AssetsApi api = cli.api(AssetsApi.class);
    int shown =
        paged.showRead(
            cli.screen(),
            (cursor, limit) -> api.holders(id, at, search, unlinked, cursor, limit),
            List.of("loc", "location", "holder", "kind", "who", "Apple's id", "since"),
            holder ->
                List.of(
                    String.valueOf(holder.locationId()),
                    holder.location(),
                    String.valueOf(holder.holderId()),
                    holder.kind(),
                    holder.label(),
                    holder.appleId(),
                    Screen.text(holder.since())));
    if (shown > 0 && !paged.csv) {
      HeldTable.story(cli.screen(), "LOC", String.valueOf(id));
    }
    return ExitCode.OK.code();
  }
}
