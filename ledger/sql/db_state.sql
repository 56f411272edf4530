-- Raw state: every operation in the database.
--
--     psql "$DATABASE_URL" -f ledger/sql/db_state.sql

select cart_id, op_id, kind, line_id, body, encode(hash, 'hex') as hash,
       seal = trolley.seal_of(o) as is_as_written, exported_at
from trolley.op o
order by cart_id, op_id collate "C";
