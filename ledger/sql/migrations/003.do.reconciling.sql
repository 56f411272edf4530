-- What reconciling found, and what repairing did.

create table trolley.reconcile_run (
  run_id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  relay text not null,
  clients jsonb not null,
  carts integer not null,
  equal_carts integer not null,
  -- {issued, live, cancelled, ignored, refused, inFlight, unaccounted}
  account jsonb not null
);

create table trolley.reconcile_finding (
  run_id uuid not null references trolley.reconcile_run on delete cascade,
  finding_no integer not null,
  cart_id text collate "C" not null,
  verdict text not null,
  op_ids text[] not null,
  detail text not null,
  primary key (run_id, finding_no)
);
create index reconcile_finding_cart on trolley.reconcile_finding (cart_id);

-- Every action of a repair: one row when it begins, one when it ends.
create table trolley.repair_audit (
  audit_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  done_by text not null,
  plan_digest text not null,
  cart_id text collate "C",
  action text not null,
  op_ids text[] not null,
  -- begun, done, refused
  outcome text not null,
  detail text not null
);
create index repair_audit_plan on trolley.repair_audit (plan_digest);

create trigger append_only before update or delete on trolley.repair_audit
  for each row execute function trolley.refuse_change();

-- Every version of an operation that there are two of.
create table trolley.op_quarantine (
  quarantine_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  plan_digest text not null,
  cart_id text collate "C" not null,
  op_id text collate "C" not null,
  -- relay, db or client
  source text not null,
  body jsonb not null,
  hash bytea not null,
  struct bytea,
  unique (plan_digest, cart_id, op_id, source)
);

-- Takes a row out of op so that the right version can be inserted. The only way there is, and only for rows
-- that are in quarantine under this plan; the caller's answer to the question is in the audit.
create function trolley.withdraw_op(plan text, cart text, op text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare withdrawn bigint;
begin
  perform set_config('trolley.may_settle', 'yes', true);
  delete from trolley.op o
  where o.cart_id = cart and o.op_id = op
    and exists (select 1 from trolley.op_quarantine q
                where q.plan_digest = plan and q.cart_id = cart and q.op_id = op and q.source = 'db'
                  and q.hash = o.hash and q.body = o.body);
  get diagnostics withdrawn = row_count;
  perform set_config('trolley.may_settle', '', true);
  return withdrawn;
end $$;
revoke execute on function trolley.withdraw_op(text, text, text) from public;
