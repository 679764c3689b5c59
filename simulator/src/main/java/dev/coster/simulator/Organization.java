package dev.coster.simulator;

/** An organization: owner of locations and of the Managed Apple Accounts in its domain. */
final class Organization {
  final String id;
  final String name;
  final String domain;
  final UserRegistry sharedUsers;

  Organization(String id, String name, String domain, UserRegistry sharedUsers) {
    this.id = id;
    this.name = name;
    this.domain = domain;
    this.sharedUsers = sharedUsers;
  }

  boolean owns(String managedAppleId) {
    return managedAppleId.endsWith("@" + domain);
  }
}
