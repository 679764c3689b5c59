package dev.coster.device;

import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Transactions;
import java.util.ArrayList;
import java.util.List;

/** An audit that remembers; insists on a transaction as the real one does. */
public final class TestAudit implements Audit {
  private final List<Entry> entries = new ArrayList<>();

  @Override
  public void record(Actor actor, Entry entry) {
    Transactions.require();
    entries.add(entry);
  }

  /** The actions recorded so far. */
  public List<String> actions() {
    return entries.stream().map(Entry::action).toList();
  }
}
