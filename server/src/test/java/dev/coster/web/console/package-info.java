/** Tests of the console. */
@NullMarked
package dev.coster.web.console;

import org.jspecify.annotations.NullMarked;
