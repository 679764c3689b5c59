package dev.coster.device;

import dev.coster.audit.Audit;
import dev.coster.csv.CsvImport;
import dev.coster.holder.Holders;
import dev.coster.organization.Sites;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the beans of this package. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

  @Bean
  Devices devices(
      JdbcClient jdbc,
      Sites sites,
      Holders holders,
      Audit audit,
      Transactions transactions,
      InstantSource clock) {
    DeviceImport kind = new DeviceImport(new DeviceImportStore(jdbc), holders);
    CsvImport<DeviceCsv.Line> imports = new CsvImport<>(kind, sites, audit, transactions, clock);
    return new StoredDevices(
        new StoredDevices.Stores(new DeviceStore(jdbc), new DeviceEditStore(jdbc)),
        imports,
        sites,
        holders,
        audit,
        transactions,
        clock);
  }
}
