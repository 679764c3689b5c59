package dev.coster.exchange;

import dev.coster.location.LocationAccess;
import dev.coster.platform.Mishaps;

/** What everybody in the exchange needs. */
record ExchangeParts(
    Tables tables,
    Time time,
    LocationAccess locations,
    ServiceConfigs configs,
    Silences silences,
    Moves moves,
    Line line,
    Mishaps mishaps) {}
