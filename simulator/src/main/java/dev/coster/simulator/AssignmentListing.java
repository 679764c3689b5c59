package dev.coster.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code GET assignments}: all rows, or those newer than a version, filtered, one page of them. */
final class AssignmentListing {
  /**
   * A row besides the active ones: a book of a retired user, or a removed assignment in a delta.
   */
  private record Extra(Asset asset, int holder, boolean removed) {}

  private final Caller caller;
  private final World world;
  private final Location location;
  private final Library library;
  private final Query query;

  AssignmentListing(Caller caller, ServiceRequest request) {
    this.caller = caller;
    this.world = caller.world();
    this.location = caller.location();
    this.library = location.library;
    this.query = new Query(request.query());
  }

  String body() {
    Listing.maybeMove(world, query, library.assignmentVersions);
    int since = Listing.since(world, query, library.assignmentVersions);
    Assignments.Filter filter = filter();
    List<Extra> extras = extras(filter, since);
    int active = library.assignments.count(filter, since);
    Page page =
        Listing.page(world, query, world.faults.pages().assignments(), active + extras.size());
    return Json.object(json -> {
      json.writeArrayPropertyStart("assignments");
      library.assignments.visit(
          filter,
          since,
          page.first(),
          page.size(),
          (asset, holder) -> write(json, library.asset(asset), holder, false));
      int shown = Math.clamp(active - page.first(), 0, page.size());
      extras.stream()
          .skip(Math.max(0, page.first() - active))
          .limit(page.size() - shown)
          .forEach(extra -> write(json, extra.asset, extra.holder, extra.removed));
      json.writeEndArray();
      page.writeTo(json, library.assignmentVersions.versionId());
      caller.writeCommonFields(json);
    });
  }

  private Assignments.Filter filter() {
    BitSet assets = wantedAssets();
    BitSet holders = wantedHolders();
    if (assets == null && holders == null) {
      return Assignments.Filter.ALL;
    }
    return new Assignments.Filter(
        false,
        asset -> assets == null || assets.get(asset),
        holder -> holders == null || holders.get(holder));
  }

  private @Nullable BitSet wantedAssets() {
    String adamId = query.text("adamId");
    String pricing = query.text("pricingParam");
    if (adamId == null && pricing == null) {
      return null;
    }
    BitSet wanted = new BitSet();
    for (Asset asset : library.assets()) {
      boolean fits = adamId == null || adamId.equals(asset.key.adamId());
      wanted.set(
          asset.index, fits && (pricing == null || pricing.equals(asset.key.pricingParam())));
    }
    return wanted;
  }

  private @Nullable BitSet wantedHolders() {
    String serial = query.text("serialNumber");
    String clientUserId = query.text("clientUserId");
    if (serial == null && clientUserId == null) {
      return null;
    }
    BitSet wanted = new BitSet();
    if (serial != null && clientUserId == null) {
      int number = library.serialNumbers.find(serial);
      if (number >= 0) {
        wanted.set(Holder.device(number));
      }
    } else if (clientUserId != null && serial == null) {
      location.users.records(clientUserId).forEach(user -> wanted.set(user.holder()));
    }
    return wanted;
  }

  private List<Extra> extras(Assignments.Filter filter, int since) {
    List<Extra> extras = new ArrayList<>();
    if (world.choices.reading().retiredHoldingsListed() && !query.isTrue("excludeInactiveUsers")) {
      library.retiredHoldings.stream()
          .filter(kept -> kept.version() > since)
          .filter(kept -> filter.matches(kept.asset().index, kept.holder()))
          .forEach(kept -> extras.add(new Extra(kept.asset(), kept.holder(), false)));
    }
    if (since >= 0 && world.choices.reading().removedInDelta()) {
      extras.addAll(removedSince(filter, since));
    }
    return extras;
  }

  private Set<Extra> removedSince(Assignments.Filter filter, int since) {
    Set<Extra> removed = new LinkedHashSet<>();
    for (Library.Removal removal : library.removals) {
      boolean gone = !library.holds(removal.asset(), removal.holder());
      if (gone
          && removal.version() > since
          && filter.matches(removal.asset().index, removal.holder())) {
        removed.add(new Extra(removal.asset(), removal.holder(), true));
      }
    }
    return removed;
  }

  private void write(JsonGenerator json, Asset asset, int holder, boolean removed) {
    json.writeStartObject();
    json.writeStringProperty("adamId", asset.key.adamId());
    json.writeStringProperty("pricingParam", asset.key.pricingParam());
    if (Holder.isUser(holder)) {
      RegisteredUser user = location.users.record(Holder.number(holder));
      json.writeStringProperty("clientUserId", user.clientUserId);
      if (query.isTrue("includeUserState")) {
        Json.optional(json, "idHash", user.idHash());
        json.writeStringProperty("userStatus", user.status.wire);
      }
    } else {
      json.writeStringProperty("serialNumber", location.name(holder));
    }
    if (removed) {
      json.writeStringProperty("assignmentStatus", "Removed");
    }
    json.writeEndObject();
  }
}
