/**
 * The program: which command starts what. The commands of the client never pass through here when
 * started by the launcher, which puts them on a class path of their own; in a container they do.
 */
@NullMarked
package dev.coster.program;

import org.jspecify.annotations.NullMarked;
