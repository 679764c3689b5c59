/** Tests of the starter's parts. */
@NullMarked
package dev.coster.platform.postgres;

import org.jspecify.annotations.NullMarked;
