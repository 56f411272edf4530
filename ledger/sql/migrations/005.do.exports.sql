-- What says how far a cart was exported decides what counts as missing, so a change of it by hand has to show.

-- What the row was when the export wrote it; whoever sets it to '' has it made anew.
alter table trolley.cart_export add column seal bytea not null default '';

create function trolley.export_seal(e trolley.cart_export) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(
    jsonb_build_array(
      e.cart_id, extract(epoch from e.exported_at), e.digest, e.op_count, encode(e.root, 'hex'), e.sessions,
      encode(e.state_vector, 'hex'), e.reducer_version, encode(e.projection_seal, 'hex'), e.account
    )::text, 'UTF8'))
$$;

create function trolley.seal_export() returns trigger
language plpgsql as $$
begin
  if new.seal = '' then new.seal := trolley.export_seal(new); end if;
  return new;
end $$;

create trigger seal before insert or update on trolley.cart_export
  for each row execute function trolley.seal_export();

update trolley.cart_export set seal = '';
