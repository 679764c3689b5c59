package dev.coster.simulator;

import org.jspecify.annotations.Nullable;

/** A user as a request names it. */
record RequestedUser(
    String clientUserId, @Nullable String email, @Nullable String managedAppleId) {}
