-- Document numbers that stand on no valid paper.
-- An older binary may open this file: it does not look here, and never gives a number twice.

create table voided_number (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body)),
    number text not null as (body ->> '$.number') virtual,
    purpose text not null as (body ->> '$.purpose') virtual check (purpose in ('invoice', 'credit_note', 'receipt'))
) strict;
create unique index voided_number_number on voided_number (number);

-- A number stands on a valid paper or is void, never both.
create trigger voided_number_is_not_used after insert on voided_number
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:voided')
    where exists (select 1 from invoice where number = new.number)
       or exists (select 1 from payment where receipt_number = new.number);
end;
create trigger voided_number_is_final after update on voided_number
when not exists (select 1 from laying)
begin
    select raise(abort, 'final:voided_number') where new.body is not old.body;
end;
create trigger invoice_number_is_not_voided_insert after insert on invoice
when new.number is not null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:voided')
    where exists (select 1 from voided_number where number = new.number);
end;
create trigger invoice_number_is_not_voided_update after update on invoice
when new.number is not null and old.number is null and not exists (select 1 from laying)
begin
    select raise(abort, 'clash:voided')
    where exists (select 1 from voided_number where number = new.number);
end;
create trigger payment_number_is_not_voided after insert on payment
when not exists (select 1 from laying)
begin
    select raise(abort, 'clash:voided')
    where exists (select 1 from voided_number where number = new.receipt_number);
end;
