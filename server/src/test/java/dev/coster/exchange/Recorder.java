package dev.coster.exchange;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Somebody who asked for requests, and writes down what it is told. */
final class Recorder implements RequestListener {
  final List<String> told = new ArrayList<>();
  final List<Failure> failures = new ArrayList<>();
  Consumer<Request> beforeCompleted = _ -> {};

  @Override
  public Set<Operation> operations() {
    return EnumSet.allOf(Operation.class);
  }

  @Override
  public void completed(Request request) {
    beforeCompleted.accept(request);
    told.add("completed " + request.state());
  }

  @Override
  public void refused(Request request, int errorNumber, String errorMessage) {
    told.add("refused " + request.state() + " " + errorNumber);
  }

  @Override
  public void toCheck(Request request, List<Failure> named) {
    told.add("toCheck " + request.state());
    failures.addAll(named);
  }

  @Override
  public void withdrawn(Request request) {
    told.add("withdrawn " + request.state());
  }
}
