package dev.coster.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = CosterCli.class.getPackage().getImplementationVersion();
    return new String[] {"Coster " + (version == null ? "(built from source)" : version)};
  }
}
