/** Tests of the exchange: real PostgreSQL, a scripted Apple, a clock that tests move. */
@NullMarked
package dev.coster.exchange;

import org.jspecify.annotations.NullMarked;
