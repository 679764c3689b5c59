/**
 * How the PostgreSQL server that Coster brings along is unpacked, created, started, recovered and
 * stopped. Reached through {@link dev.coster.platform.EmbeddedPostgres} only.
 */
@NullMarked
package dev.coster.platform.postgres;

import org.jspecify.annotations.NullMarked;
