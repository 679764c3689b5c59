/** Devices and their enrollments. */
@NullMarked
package dev.coster.device;

import org.jspecify.annotations.NullMarked;
