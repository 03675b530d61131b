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
