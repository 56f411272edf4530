-- Roles for a PostgreSQL server, run once by an administrator after `trolley migrate`:
--
--     psql -d trolley -f roles.sql
--     create user exporting in role trolley_exporter password '…';
--
-- trolley_exporter   exports and reconciles: may add operations, never change or delete one.
-- trolley_repairer   also applies repair plans: may have a row withdrawn that is in quarantine.
-- trolley_reader     may look.

do $$
begin
  if not exists (select from pg_roles where rolname = 'trolley_reader') then create role trolley_reader nologin; end if;
  if not exists (select from pg_roles where rolname = 'trolley_exporter') then create role trolley_exporter nologin; end if;
  if not exists (select from pg_roles where rolname = 'trolley_repairer') then create role trolley_repairer nologin; end if;
end $$;

grant usage on schema trolley to trolley_reader;
grant select on all tables in schema trolley to trolley_reader;
grant trolley_reader to trolley_exporter;
grant trolley_exporter to trolley_repairer;

grant insert on trolley.op, trolley.snapshot, trolley.reconcile_run, trolley.reconcile_finding to trolley_exporter;
grant insert, update, delete on trolley.cart_line to trolley_exporter;
grant insert, update on trolley.cart_export, trolley.export_run, trolley.feed_position, trolley.cart_verdict to trolley_exporter;

grant insert on trolley.repair_audit, trolley.op_quarantine to trolley_repairer;
grant execute on function trolley.withdraw_op(text, text, text) to trolley_repairer;
