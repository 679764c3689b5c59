package dev.coster.device;

import dev.coster.audit.Audit;
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
    DeviceImport imports = new DeviceImport(new DeviceImportStore(jdbc), sites, holders, audit);
    return new StoredDevices(
        new DeviceStore(jdbc), imports, sites, holders, audit, transactions, clock);
  }
}
