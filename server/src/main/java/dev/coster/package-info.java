/** The server as a whole: all packages put together and started. */
@NullMarked
package dev.coster;

import org.jspecify.annotations.NullMarked;
