/** Tests of the command line, in process, against a stub of a server. */
@NullMarked
package dev.coster.cli;

import org.jspecify.annotations.NullMarked;
