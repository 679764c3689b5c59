package dev.coster.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoints of version 2, with the key under which {@code service/config} lists each. */
enum Endpoint {
  SERVICE_CONFIG("service/config", "serviceConfig", "GET"),
  CLIENT_CONFIG("client/config", "clientConfig", "GET", "POST"),
  ASSETS("assets", "getAssets", "GET"),
  ASSOCIATE("assets/associate", "associateAssets", "POST"),
  DISASSOCIATE("assets/disassociate", "disassociateAssets", "POST"),
  REVOKE("assets/revoke", "revokeAssets", "POST"),
  ASSIGNMENTS("assignments", "getAssignments", "GET"),
  USERS("users", "getUsers", "GET"),
  CREATE_USERS("users/create", "createUsers", "POST"),
  UPDATE_USERS("users/update", "updateUsers", "POST"),
  RETIRE_USERS("users/retire", "retireUsers", "POST"),
  STATUS("status", "eventStatus", "GET");

  static final String ROOT = "/mdm/v2/";

  final String path;
  final String key;
  private final boolean readable;
  private final boolean writable;

  Endpoint(String path, String key, String... methods) {
    this.path = ROOT + path;
    this.key = key;
    this.readable = List.of(methods).contains("GET");
    this.writable = List.of(methods).contains("POST");
  }

  static @Nullable Endpoint at(String path) {
    for (Endpoint endpoint : values()) {
      if (endpoint.path.equals(path)) {
        return endpoint;
      }
    }
    return null;
  }

  boolean allows(String method) {
    return (readable && method.equals("GET")) || (writable && method.equals("POST"));
  }
}
