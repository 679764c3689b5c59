/** Assets, their counts, and what the store tells about them. */
@NullMarked
package dev.coster.catalog;

import org.jspecify.annotations.NullMarked;
