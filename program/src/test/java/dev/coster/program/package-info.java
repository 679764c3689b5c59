/** Tests of the command line's front. */
@NullMarked
package dev.coster.program;

import org.jspecify.annotations.NullMarked;
