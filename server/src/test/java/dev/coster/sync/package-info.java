/** Tests of pulling Apple's state in, against a scripted Apple and a real database. */
@NullMarked
package dev.coster.sync;

import org.jspecify.annotations.NullMarked;
