-- The operations of every cart, as the relay had them when they were exported. Rows are only ever added.

create table trolley.op (
  cart_id text collate "C" not null,
  op_id text collate "C" not null,
  -- The two parts of op_id: session, and place in the session from 1.
  sid text collate "C" not null,
  n bigint not null,
  kind text not null,
  -- The line it concerns; null for the cart's own.
  line_id text collate "C",
  -- The operation without its id. PostgreSQL has no U+0000 in text: it is written ␀0, and ␀ itself ␀␀.
  body jsonb not null,
  -- SHA-256 of the canonical JSON (sorted keys, no spaces) of [op_id, operation]; the export always gives it.
  hash bytea not null default '',
  exported_at timestamptz not null default now(),
  -- Its place in the Yjs document and its bytes there; null if known only as JSON.
  client bigint,
  clock bigint,
  struct bytea,
  -- What this row was when it was written; see trolley.seal_of.
  seal bytea,
  primary key (cart_id, op_id)
);

-- One value for everything in a row of op that matters, so that a change by hand shows.
create function trolley.seal_of(o trolley.op) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(
    jsonb_build_array(
      o.cart_id, o.op_id, o.sid, o.n, o.kind, o.line_id, o.body, encode(o.hash, 'hex'),
      o.client, o.clock, encode(o.struct, 'hex')
    )::text, 'UTF8'))
$$;

-- The row's hash if the row is as it was written, else another value: what the hash trees are built on.
create function trolley.proof_of(o trolley.op) returns bytea
language sql stable parallel safe as $$
  select case when o.seal = trolley.seal_of(o) then o.hash
    else sha256(o.hash || trolley.seal_of(o)) end
$$;

create function trolley.seal_op() returns trigger
language plpgsql as $$
begin
  new.seal := trolley.seal_of(new);
  return new;
end $$;

create trigger seal before insert on trolley.op
  for each row execute function trolley.seal_op();

-- Grants keep everybody but the owner from changing operations; this keeps the owner from doing it by
-- mistake. A superuser could switch the trigger off, so nothing is gained by stopping one.
create function trolley.refuse_change() returns trigger
language plpgsql as $$
begin
  if (select rolsuper from pg_roles where rolname = current_user)
     or current_setting('trolley.may_settle', true) = 'yes' then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on trolley.op
  for each row execute function trolley.refuse_change();
create trigger append_only_truncate before truncate on trolley.op
  for each statement execute function trolley.refuse_change();
