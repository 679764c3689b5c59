package dev.coster.web.api;

import dev.coster.api.CsvUpload;
import dev.coster.api.DevicesApi;
import dev.coster.api.HeldView;
import dev.coster.api.ImportView;
import dev.coster.api.PageOf;
import dev.coster.api.RemovalView;
import dev.coster.device.Devices;
import dev.coster.distribution.Licenses;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.web.Cursors;
import dev.coster.web.Found;
import dev.coster.web.Readings;
import dev.coster.web.Readings.Read;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link DevicesApi}. */
@RestController
final class DevicesController implements DevicesApi {
  private static final int IMPORTS = 20;

  private final Devices devices;
  private final Licenses licenses;
  private final Transactions transactions;
  private final Readings readings;

  DevicesController(
      Devices devices, Licenses licenses, Transactions transactions, Readings readings) {
    this.readings = readings;
    this.devices = devices;
    this.licenses = licenses;
    this.transactions = transactions;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<DeviceView> devices(
      @Nullable String text, @Nullable String cursor, @Nullable Integer limit) {
    Devices.Filter filter = Found.devices(text);
    Read read = read();
    return Views.page(
        limit,
        most -> devices.list(visibility(), filter, Cursors.place(cursor), most),
        row -> HolderViews.device(row, read),
        last -> Cursors.text(last.place()),
        read.licenses());
  }

  @Override
  @Allowed(Permission.VIEW)
  public DeviceView device(int id) {
    return HolderViews.device(found(id), read());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<EnrollmentView> enrollments(int id) {
    found(id);
    return new PageOf<>(
        devices.enrollments(id).stream().map(HolderViews::enrollment).toList(), null);
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<HeldView> deviceLicenses(int id, @Nullable String cursor, @Nullable Integer limit) {
    found(id);
    return Views.held(
        limit,
        most -> licenses.heldByDevice(visibility(), id, Cursors.held(cursor), most),
        read().licenses());
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public DeviceView addDevice(NewDevice device) {
    Devices.NewDevice fields =
        new Devices.NewDevice(
            device.serialNumber(),
            device.name(),
            device.model(),
            device.platform(),
            device.osVersion(),
            device.site(),
            device.personEmail());
    return device(transactions.call(() -> devices.add(fields, actor())));
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public ImportView importDevices(boolean dryRun, CsvUpload csv) {
    return CsvUploads.imported(
        transactions, dryRun, csv, devices::preview, in -> devices.importCsv(in, actor()));
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public DeviceView editDevice(int id, DeviceChange change) {
    Devices.Change fields =
        new Devices.Change(
            change.name(),
            change.model(),
            change.platform(),
            change.osVersion(),
            change.site(),
            change.personEmail());
    transactions.run(() -> devices.edit(visibility(), id, fields, actor()));
    return device(id);
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public RemovalView deviceRemoval(int id) {
    return new RemovalView(found(id).label(), devices.hinders(visibility(), id).orElse(null));
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public RemovalView removeDevice(int id) {
    String subject = found(id).label();
    transactions.run(() -> devices.remove(visibility(), id, actor()));
    return new RemovalView(subject, null);
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public PageOf<ImportView.Made> deviceImports() {
    return Views.imports(devices.imports(visibility(), IMPORTS));
  }

  @Override
  @Allowed(Permission.EDIT_DEVICES)
  public ImportView.Undone undoDevices(ImportView.Undo undo) {
    return Views.undone(
        undo.dryRun()
            ? devices.undoing(visibility(), undo.importedAt())
            : transactions.call(() -> devices.undo(visibility(), undo.importedAt(), actor())));
  }

  private Read read() {
    return readings.of(visibility());
  }

  private Devices.Row found(int id) {
    return devices
        .find(visibility(), id)
        .orElseThrow(() -> Problem.notFound("device.not_found", "There is no such device."));
  }

  private static Visibility visibility() {
    return Caller.signedIn().visibility();
  }

  private static Actor actor() {
    return Caller.signedIn().actor();
  }
}
