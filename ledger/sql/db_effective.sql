-- Effective state: what each cart amounts to now.
--
--     psql "$DATABASE_URL" -f ledger/sql/db_effective.sql

select cart_id, product_id, name, options, qty, unit_amount, currency, total, note
from trolley.cart_now
order by cart_id, line_no;

select c.cart_id, coalesce(t.lines, 0) as lines, coalesce(t.units, 0) as units, t.totals,
       c.op_count as ops, c.digest, c.exported_at
from trolley.cart_export c
left join (
  select cart_id, sum(lines) as lines, sum(units) as units, jsonb_object_agg(currency, total) as totals
  from (select cart_id, currency, count(*) as lines, sum(qty) as units, sum(total) as total
        from trolley.cart_now group by cart_id, currency) per_currency
  group by cart_id
) t using (cart_id)
order by c.cart_id;
