package dev.coster.people;

import dev.coster.csv.CsvLines;
import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code person}, many rows at once. */
final class PersonImportStore {

  /** A person is known by the mail address, else by the Managed Apple Account. */
  private static final String GIVEN =
      """
      with given as materialized (
        select g.*, s.site_id, coalesce(m.person_id, a.person_id) as person_id,
               m.person_id is not null and a.person_id <> m.person_id as torn
        from unnest(:names, :emails, :accounts, :notes, :sites)
             with ordinality as g (name, email, account, notes, site, ord)
        left join person m on g.email is not null and lower(m.email) = lower(g.email)
                          and m.erased_at is null
        left join person a on g.account is not null and a.erased_at is null
                          and lower(a.managed_apple_account) = lower(g.account)
        left join site s on s.name = g.site)
      """;

  private static final String CHANGES =
      """
      (coalesce(g.name, p.name), coalesce(g.email, p.email),
       coalesce(g.account, p.managed_apple_account), coalesce(g.notes, p.notes),
       case when g.site is null then p.site_id else g.site_id end)
      is distinct from (p.name, p.email, p.managed_apple_account, p.notes, p.site_id)
      """;

  private static final String JUDGE =
      GIVEN
          + "select g.torn, p.person_id is null as is_new, p.person_id is not null and "
          + CHANGES
          + """
            as changes
          from given g left join person p on p.person_id = g.person_id order by g.ord
          """;

  private static final String UPDATE =
      GIVEN
          + """
          update person p set
            name = coalesce(g.name, p.name), email = coalesce(g.email, p.email),
            managed_apple_account = coalesce(g.account, p.managed_apple_account),
            notes = coalesce(g.notes, p.notes), site_id = coalesce(g.site_id, p.site_id)
          from given g
          where p.person_id = g.person_id and not coalesce(g.torn, false) and
          """
          + CHANGES;

  /** In the one order in which persons are locked, so that nobody waits in a circle. */
  private static final String LOCK =
      GIVEN
          + """
          select p.person_id from person p
          where p.person_id in (select g.person_id from given g)
          order by p.person_id for no key update
          """;

  private static final String INSERT =
      GIVEN
          + """
          insert into person (name, email, managed_apple_account, notes, site_id, source,
                              created_at)
          select coalesce(g.name, g.email, g.account), g.email, g.account, g.notes,
                 coalesce(g.site_id, :defaultSite), 'csv', :at
          from given g where g.person_id is null
          order by lower(g.email), lower(g.account)
          on conflict do nothing
          """;

  private final JdbcClient jdbc;

  PersonImportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What an import would do with a row.
   *
   * @param torn mail address and account belong to two persons
   */
  record Judgment(boolean torn, boolean isNew, boolean changes) {}

  /** One judgment per line, in the same order. */
  List<Judgment> judge(List<PersonCsv.Line> lines) {
    return given(JUDGE, lines)
        .query((row, _) -> new Judgment(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)))
        .list();
  }

  void lock(List<PersonCsv.Line> lines) {
    given(LOCK, lines).query((row, _) -> row.getInt(1)).list();
  }

  void update(List<PersonCsv.Line> lines) {
    given(UPDATE, lines).update();
  }

  void insert(List<PersonCsv.Line> lines, int defaultSite, Instant at) {
    given(INSERT, lines).param("defaultSite", defaultSite).param("at", Instants.utc(at)).update();
  }

  private JdbcClient.StatementSpec given(String sql, List<PersonCsv.Line> lines) {
    return jdbc.sql(sql)
        .param("names", CsvLines.texts(lines, PersonCsv.Line::name))
        .param("emails", CsvLines.texts(lines, PersonCsv.Line::email))
        .param("accounts", CsvLines.texts(lines, PersonCsv.Line::account))
        .param("notes", CsvLines.texts(lines, PersonCsv.Line::notes))
        .param("sites", CsvLines.texts(lines, PersonCsv.Line::site));
  }
}
