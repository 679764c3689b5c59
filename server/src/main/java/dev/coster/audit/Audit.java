package dev.coster.audit;

import dev.coster.platform.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes audit events. One per decision, in the decision's transaction; never a secret, never one
 * per pair. Thread-safe.
 */
public interface Audit {

  /** Records a decision; joins the caller's transaction, which must be open. */
  void record(Actor actor, Entry entry);

  /**
   * A decision.
   *
   * @param action stable name as in the table of operations, for instance {@code location.add}
   * @param subjectKind what it is about, for instance {@code device}; null when about nothing
   *     single
   * @param summary one sentence for people
   * @param detail further facts, without secrets
   */
  record Entry(
      String action,
      @Nullable String subjectKind,
      @Nullable String subjectId,
      @Nullable Integer locationId,
      String summary,
      Map<String, Object> detail) {

    /** A decision about one thing. */
    public static Entry of(String action, String subjectKind, Object subjectId, String summary) {
      return new Entry(action, subjectKind, String.valueOf(subjectId), null, summary, Map.of());
    }

    /** The same, at a location. */
    public Entry at(int location) {
      return new Entry(action, subjectKind, subjectId, location, summary, detail);
    }

    /** The same, with further facts. */
    public Entry with(Map<String, Object> facts) {
      return new Entry(action, subjectKind, subjectId, locationId, summary, facts);
    }
  }
}
