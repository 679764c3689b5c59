package dev.coster.exchange;

/**
 * What Apple allows per request (service config). Read from Apple, refreshed every five minutes;
 * see {@link Exchange#limits}.
 */
public record Limits(
    int maxAssets,
    int maxClientUserIds,
    int maxSerialNumbers,
    int maxRevokeClientUserIds,
    int maxRevokeSerialNumbers,
    int maxUsers) {}
