-- Money that the database keeps whole, whatever the program asks of it.
-- An older binary may open this file: the rules that it runs never ask for what is refused here.

-- What is issued never changes; it is only ever taken back.
create trigger invoice_is_final after update on invoice
when old.status in ('issued', 'credited') and not exists (select 1 from laying)
begin
    select raise(abort, 'final:invoice')
    where new.status not in ('issued', 'credited')
       or (old.status = 'credited' and new.status <> 'credited')
       or new.number is not old.number
       or new.gross is not old.gross
       or new.patient <> old.patient
       or (select group_concat(json_array(value ->> '$.id', value ->> '$.description', value ->> '$.quantity',
               value -> '$.unit_price', value ->> '$.tax_rate', value -> '$.discount')) from json_each(new.body, '$.lines'))
          is not
          (select group_concat(json_array(value ->> '$.id', value ->> '$.description', value ->> '$.quantity',
               value -> '$.unit_price', value ->> '$.tax_rate', value -> '$.discount')) from json_each(old.body, '$.lines'));
end;
create trigger invoice_is_kept after delete on invoice
when old.status in ('issued', 'credited') and not exists (select 1 from laying)
begin
    select raise(abort, 'final:invoice');
end;

-- Money that changed hands never changes again.
create trigger payment_is_final after update on payment
when not exists (select 1 from laying)
begin
    select raise(abort, 'final:payment')
    where new.amount <> old.amount or new.invoice <> old.invoice or new.receipt_number <> old.receipt_number;
end;
create trigger payment_is_kept after delete on payment
when not exists (select 1 from laying)
begin
    select raise(abort, 'final:payment');
end;

-- Never more is paid than an invoice comes to, and never more given back than was paid.
create trigger payment_is_owed after insert on payment
when not exists (select 1 from laying)
begin
    select raise(abort, 'final:owed')
    from invoice as bill
    where bill.id = new.invoice
      and (select sum(amount) from payment where invoice = bill.id)
          > case bill.kind
                when 'invoice' then coalesce(bill.gross, 0)
                else (select coalesce(sum(amount), 0) from payment where invoice = bill.credits)
            end;
end;

-- Sums of payments are read from the index alone.
drop index payment_invoice;
create index payment_invoice on payment (invoice, amount);

-- What is owed, in minor units: to the clinic on an invoice, by it on a credit note. As in `clinic::billing`.
create view balance (invoice, kind, due) as
    select bill.n, bill.kind,
        case bill.kind
            when 'invoice' then bill.gross
            else (select coalesce(sum(amount), 0) from payment where invoice = bill.credits)
        end - (select coalesce(sum(amount), 0) from payment where invoice = bill.id)
    from invoice as bill
    -- The plus sign keeps the planner off the index by status: a balance is asked for by its invoice.
    where +bill.status = 'issued';

-- The same, kept for what is still open: a list of few must not add up the payments of many years.
-- `invoice` is invoice.n. It follows from the records alone and is kept while rows are laid, too.
create table open_balance (
    invoice integer primary key, kind text not null, due integer not null check (due > 0)
) strict;
create trigger open_balance_invoice_insert after insert on invoice
begin
    insert into open_balance select invoice, kind, due from balance where invoice = new.n and due > 0;
end;
create trigger open_balance_invoice_update after update on invoice
begin
    delete from open_balance where invoice = new.n;
    insert into open_balance select invoice, kind, due from balance where invoice = new.n and due > 0;
end;
create trigger open_balance_invoice_delete after delete on invoice
begin
    delete from open_balance where invoice = old.n;
end;
create trigger open_balance_payment_insert after insert on payment
begin
    delete from open_balance where invoice in
        (select n from invoice where id = new.invoice union all select n from invoice where credits = new.invoice);
    insert into open_balance select invoice, kind, due from balance where due > 0 and invoice in
        (select n from invoice where id = new.invoice union all select n from invoice where credits = new.invoice);
end;
create trigger open_balance_payment_update after update on payment
begin
    delete from open_balance where invoice in
        (select n from invoice where id in (old.invoice, new.invoice)
         union all select n from invoice where credits in (old.invoice, new.invoice));
    insert into open_balance select invoice, kind, due from balance where due > 0 and invoice in
        (select n from invoice where id in (old.invoice, new.invoice)
         union all select n from invoice where credits in (old.invoice, new.invoice));
end;
create trigger open_balance_payment_delete after delete on payment
begin
    delete from open_balance where invoice in
        (select n from invoice where id = old.invoice union all select n from invoice where credits = old.invoice);
    insert into open_balance select invoice, kind, due from balance where due > 0 and invoice in
        (select n from invoice where id = old.invoice union all select n from invoice where credits = old.invoice);
end;
insert into open_balance select invoice, kind, due from balance where due > 0;
