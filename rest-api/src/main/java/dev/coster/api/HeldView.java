package dev.coster.api;

import java.time.Instant;

/** An asset that a holder has. */
public record HeldView(
    int locationId,
    String location,
    int assetId,
    int holderId,
    String name,
    String type,
    boolean revocable,
    Instant since) {}
