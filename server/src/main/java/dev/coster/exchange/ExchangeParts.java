package dev.coster.exchange;

import dev.coster.location.Locations;
import dev.coster.platform.Mishaps;

/** What everybody in the exchange needs. */
record ExchangeParts(
    Tables tables,
    Time time,
    Locations locations,
    ServiceConfigs configs,
    Silences silences,
    Moves moves,
    Line line,
    Mishaps mishaps) {}
