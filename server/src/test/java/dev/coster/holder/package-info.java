/** Tests of the holders. */
@NullMarked
package dev.coster.holder;

import org.jspecify.annotations.NullMarked;
