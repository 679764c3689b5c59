/** Who decided what: append-only, partitioned by month. */
@NullMarked
package dev.coster.audit;

import org.jspecify.annotations.NullMarked;
