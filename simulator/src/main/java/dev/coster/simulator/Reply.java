package dev.coster.simulator;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An answer, or what must be tried outside the lock before there is one. */
sealed interface Reply {
  Reply map(UnaryOperator<ServiceResponse> change);

  /** The answer is there. */
  record Now(ServiceResponse response) implements Reply {
    @Override
    public Reply map(UnaryOperator<ServiceResponse> change) {
      return new Now(change.apply(response));
    }
  }

  /** The answer depends on whether the test notification is delivered. */
  record AfterTestCall(OutgoingNotification test, Function<Boolean, ServiceResponse> answer)
      implements Reply {
    @Override
    public Reply map(UnaryOperator<ServiceResponse> change) {
      return new AfterTestCall(test, answer.andThen(change));
    }
  }
}
