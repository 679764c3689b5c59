/** Tests of giving, taking back, and of the picture of assignments. */
@NullMarked
package dev.coster.distribution;

import org.jspecify.annotations.NullMarked;
