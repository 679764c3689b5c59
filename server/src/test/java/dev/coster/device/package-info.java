/** Tests of the devices. */
@NullMarked
package dev.coster.device;

import org.jspecify.annotations.NullMarked;
