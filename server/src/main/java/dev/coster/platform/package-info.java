/**
 * The ground that all other packages stand on: ids, transactions, bulk SQL, the outbox of typed
 * events, the box for secrets, configuration, and the PostgreSQL server that Coster brings along.
 * It knows nothing of Apple, of devices or of people, and may be used by every package.
 */
@NullMarked
package dev.coster.platform;

import org.jspecify.annotations.NullMarked;
