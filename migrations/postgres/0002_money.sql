-- Money that the database keeps whole, whatever the program asks of it: `migrations/sqlite/0004_billing.sql`.

-- What is issued never changes; it is only ever taken back. (Generated columns are known after the row.)
create function invoice_is_final() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
       or new.status not in ('issued', 'credited')
       or (old.status = 'credited' and new.status <> 'credited')
       or new.number is distinct from old.number
       or new.gross is distinct from old.gross
       or new.patient <> old.patient
       or lines(new.body) is distinct from lines(old.body)
    then
        raise exception 'final:invoice' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger invoice_is_final after update on invoice
    for each row when (old.status in ('issued', 'credited')) execute function invoice_is_final();
create trigger invoice_is_kept after delete on invoice
    for each row when (old.status in ('issued', 'credited')) execute function invoice_is_final();

-- Money that changed hands never changes again.
create function payment_is_final() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.amount <> old.amount or new.invoice <> old.invoice
       or new.receipt_number <> old.receipt_number
    then
        raise exception 'final:payment' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger payment_is_final after update or delete on payment
    for each row execute function payment_is_final();

-- What a bill comes to and what was paid on it, in minor units: one row a bill, so that two payments at the
-- same time meet in it. On a credit note, what may be given back is what was paid on the credited invoice.
create table balance (
    invoice bigint primary key references invoice (n), kind text not null, issued boolean not null,
    owed bigint not null, paid bigint not null,
    -- Never more is paid than an invoice comes to, and never more given back than was paid.
    constraint balance_owed check (paid <= owed)
);
create index balance_open on balance (invoice) where issued and paid < owed;

create view open_balance (invoice, kind, due) as
    select invoice, kind, owed - paid from balance where issued and paid < owed;

create function balance_of_invoice() returns trigger language plpgsql as $$
declare
    comes_to bigint := coalesce(new.gross, 0);
begin
    if new.kind = 'credit_note' then
        -- Written, not only read: a payment of the same moment must not pass it by.
        update balance set paid = paid
        where invoice = (select n from invoice where id = new.credits) returning paid into comes_to;
        comes_to := coalesce(comes_to, 0);
    end if;
    insert into balance as known (invoice, kind, issued, owed, paid)
    values (new.n, new.kind, new.status = 'issued', comes_to, 0)
    on conflict (invoice) do update set kind = excluded.kind, issued = excluded.issued, owed = excluded.owed
    where (known.kind, known.issued, known.owed) is distinct from (excluded.kind, excluded.issued, excluded.owed);
    return null;
end $$;
create trigger balance_of_invoice after insert or update on invoice
    for each row execute function balance_of_invoice();

create function balance_of_payment() returns trigger language plpgsql as $$
begin
    update balance set paid = paid + new.amount where invoice = (select n from invoice where id = new.invoice);
    update balance set owed = owed + new.amount where invoice in (select n from invoice where credits = new.invoice);
    return null;
end $$;
create trigger balance_of_payment after insert on payment
    for each row execute function balance_of_payment();
