/**
 * The command line: {@code coster <noun> <verb>}. Speaks to a Coster server through the interfaces
 * of {@code dev.coster.api}; changes show their plan and ask first. No Spring on the path, so that
 * it starts at once.
 */
@NullMarked
package dev.coster.cli;

import org.jspecify.annotations.NullMarked;
