package dev.coster.web.api;

import dev.coster.api.PlansApi.DeviceSearch;
import dev.coster.api.PlansApi.HolderSearch;
import dev.coster.api.PlansApi.LeftOut;
import dev.coster.api.PlansApi.PersonSearch;
import dev.coster.api.PlansApi.PlanView;
import dev.coster.api.PlansApi.PlannedAsset;
import dev.coster.api.PlansApi.PlannedPairView;
import dev.coster.api.PlansApi.WishBody;
import dev.coster.distribution.Distribution.PlannedPair;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.web.Found;
import dev.coster.web.LeftOutWords;
import dev.coster.web.Readings;
import dev.coster.web.Wishes;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans to and from what the REST interface says of them. Pure. */
final class PlanViews {

  private PlanViews() {}

  static Wishes.Selection selection(WishBody body) {
    return new Wishes.Selection(
        body.location(),
        orNone(body.assetIds()),
        orNone(body.assets()),
        orNone(body.deviceIds()),
        orNone(body.serialNumbers()),
        Stream.concat(
                orNone(body.emails()).stream(),
                orNone(body.personIds()).stream().map(id -> "#" + id))
            .toList(),
        orNone(body.holderIds()),
        found(body));
  }

  private static Found found(WishBody body) {
    DeviceSearch devices = body.allDevices();
    PersonSearch people = body.allPeople();
    HolderSearch holders = body.allHolders();
    return new Found(
        devices == null ? null : Found.devices(devices.text()),
        people == null ? null : Found.people(people.text(), HolderViews.state(people.state())),
        holders == null
            ? null
            : Found.holders(holders.text(), Boolean.TRUE.equals(holders.unlinked())),
        Boolean.TRUE.equals(body.everything()));
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /**
   * A plan.
   *
   * @param hash the one that was seen
   * @param read what was read at Apple, of all locations
   */
  static PlanView plan(Preview plan, String hash, Readings.Read read) {
    return new PlanView(
        plan.planId(),
        hash,
        plan.verb().name(),
        plan.locationId(),
        plan.pairs(),
        plan.registrations(),
        plan.permanent(),
        plan.givenByOthers(),
        plan.requests(),
        plan.estimate().toSeconds(),
        plan.assets().stream()
            .map(asset ->
                new PlannedAsset(
                    asset.assetId(),
                    asset.name(),
                    asset.pairs(),
                    asset.unlimited(),
                    asset.freeBefore(),
                    asset.freeAfter(),
                    asset.shortBy(),
                    asset.permanent()))
            .toList(),
        plan.exclusions().stream()
            .map(left ->
                new LeftOut(
                    left.reason().name(),
                    LeftOutWords.of(left.reason(), read.assets().at(plan.locationId()).whole()),
                    left.assetId(),
                    left.pairs(),
                    left.examples()))
            .toList(),
        plan.appsStopOn() == null ? null : plan.appsStopOn().atZone(ZoneOffset.UTC).toLocalDate(),
        plan.expiresAt(),
        !read.licenses().at(plan.locationId()).whole());
  }

  static PlannedPairView pair(PlannedPair pair) {
    return new PlannedPairView(
        pair.assetId(),
        pair.assetName(),
        pair.label(),
        pair.appleId(),
        pair.device(),
        !pair.registered());
  }
}
