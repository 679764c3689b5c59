/** Job rows with progress, pause and cancel; db-scheduler only wakes them. */
@NullMarked
package dev.coster.job;

import org.jspecify.annotations.NullMarked;
