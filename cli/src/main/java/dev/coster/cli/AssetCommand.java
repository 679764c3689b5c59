package dev.coster.cli;

import dev.coster.api.AssetsApi;
import dev.coster.api.AssetsApi.AssetDetail;
import dev.coster.api.AssetsApi.AssetView;
import dev.coster.api.AssetsApi.HolderView;
import dev.coster.api.LocationsApi;
import dev.coster.api.PageOf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      @Option(names = "--short", description = "Only those with no free license.")
          boolean shortOnly,
      @Option(names = "--limit", defaultValue = "100") int limit,
      @Option(names = "--cursor") @Nullable String cursor) {
    return cli.screen()
        .page(
            cli.api(AssetsApi.class)
                .assets(text, locationId(location), type, shortOnly, cursor, limit),
            List.of(
                "id", "Apple's id", "name", "type", "total", "used", "reserved", "free", "as of"),
            AssetCommand::row);
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

  @Command(name = "holders", description = "Who has it.", mixinStandardHelpOptions = true)
  int holders(
      @Parameters(paramLabel = "ID", description = "Coster's id or Apple's.") String named,
      @Option(names = "--location", description = "Its name or id.") @Nullable String location,
      @Option(names = "--unlinked", description = "Only holders that are linked to nobody.")
          boolean unlinked,
      @Option(names = "--limit", defaultValue = "200") int limit,
      @Option(names = "--cursor") @Nullable String cursor) {
    int id = assetId(named);
    PageOf<HolderView> page =
        cli.api(AssetsApi.class).holders(id, locationId(location), null, unlinked, cursor, limit);
    cli.screen()
        .page(
            page,
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
    if (!page.items().isEmpty()) {
      HeldTable.story(cli.screen(), "LOC", String.valueOf(id));
    }
    return ExitCode.OK.code();
  }
}
