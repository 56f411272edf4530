-- What the operations amount to, and how far the export has come.

-- One row for each cart that was exported: what the relay had then.
create table trolley.cart_export (
  cart_id text collate "C" primary key,
  exported_at timestamptz not null,
  -- The relay's digest of the operations exported.
  digest text not null,
  op_count bigint not null,
  -- SHA-256 over op_id and hash of each, sorted by op_id: the same as root_of while no row is missing,
  -- changed or added.
  root bytea not null,
  -- {session: how many of its operations were exported}. One beyond that is on its way, not missing.
  sessions jsonb not null,
  state_vector bytea not null,
  reducer_version integer not null,
  -- projection_seal as it was when cart_line was written.
  projection_seal bytea not null,
  -- What became of the operations: {issued, live, cancelled, ignored}.
  account jsonb not null
);

-- The lines of a cart as people see them: one row for a product, options and price terms.
create table trolley.cart_line (
  cart_id text collate "C" not null,
  -- Order in the cart, from 1.
  line_no integer not null,
  product_id text not null,
  name text not null,
  options jsonb not null,
  qty bigint not null,
  -- Minor units of currency for one unit when it was written; see cart_now for after the end of a sale.
  unit_amount bigint not null,
  currency text not null,
  -- The price from sale_until on; both null without a sale.
  regular_amount bigint,
  sale_until timestamptz,
  note text not null,
  is_later boolean not null,
  -- Operations that opened the lines behind it.
  line_ids jsonb not null,
  projected_at timestamptz not null,
  primary key (cart_id, line_no)
);
create index cart_line_product on trolley.cart_line (product_id);

create function trolley.root_of(cart text) returns bytea
language sql stable as $$
  select sha256(coalesce(string_agg(convert_to(o.op_id, 'UTF8') || trolley.proof_of(o), ''::bytea order by o.op_id), ''))
  from trolley.op o where o.cart_id = cart
$$;

create function trolley.projection_seal(cart text) returns bytea
language sql stable as $$
  select sha256(convert_to(coalesce(jsonb_agg(to_jsonb(l) order by l.line_no), '[]')::text, 'UTF8'))
  from (select line_no, product_id, name, options, qty, unit_amount, currency, regular_amount,
               extract(epoch from sale_until) as sale_until, note, is_later, line_ids,
               extract(epoch from projected_at) as projected_at
        from trolley.cart_line where cart_id = cart) l
$$;

-- A cart at one moment: the whole document, and what it amounted to.
create table trolley.snapshot (
  snapshot_id bigint generated always as identity primary key,
  cart_id text collate "C" not null,
  taken_at timestamptz not null default now(),
  taken_by text not null,
  state_vector bytea not null,
  -- The Yjs update that makes the document.
  doc bytea not null,
  op_count bigint not null,
  digest text not null,
  effective jsonb not null
);
create index snapshot_cart on trolley.snapshot (cart_id, taken_at);

-- Exports of every cart: which began when, and whether it came to its end.
create table trolley.export_run (
  run_id bigint generated always as identity primary key,
  relay text not null,
  started_at timestamptz not null,
  finished_at timestamptz
);

-- Up to where a relay's feed has been followed.
create table trolley.feed_position (
  generation text primary key,
  position bigint not null,
  updated_at timestamptz not null default now()
);

-- Lines with the price in force now, saved for later left out.
create view trolley.cart_now as
select cart_id, line_no, product_id, name, options, qty,
       case when sale_until <= now() then regular_amount else unit_amount end as unit_amount,
       currency, note,
       qty * case when sale_until <= now() then regular_amount else unit_amount end as total
from trolley.cart_line
where not is_later;
