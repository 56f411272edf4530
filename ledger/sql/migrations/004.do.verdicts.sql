-- What the latest run that looked at a cart found: one row for each cart, also for those that are equal.
create table trolley.cart_verdict (
  cart_id text collate "C" primary key,
  verdict text not null,
  run_id uuid not null references trolley.reconcile_run on delete cascade
);
