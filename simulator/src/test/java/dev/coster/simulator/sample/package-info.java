/** Tests of the sample content. */
@NullMarked
package dev.coster.simulator.sample;

import org.jspecify.annotations.NullMarked;
