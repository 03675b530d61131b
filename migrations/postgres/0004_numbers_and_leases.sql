-- Void document numbers, and times that one workstation alone may give away:
-- `migrations/sqlite/0021_voided_numbers.sql` and `0022_slot_leases.sql`.

create table voided_number (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    number text collate "C" generated always as (plain(body) ->> 'number') stored not null,
    purpose text generated always as (plain(body) ->> 'purpose') stored not null
        check (purpose in ('invoice', 'credit_note', 'receipt'))
);

-- A number stands on a valid paper or is void, never both: whoever uses one, for either, writes it here.
create table document_number (number text collate "C" constraint document_number_given primary key);
insert into document_number select number from invoice where number is not null;
insert into document_number select receipt_number from payment;

create function voided_number_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'final:voided_number' using errcode = 'check_violation';
end $$;
create trigger voided_number_is_final after update on voided_number
    for each row when (new.body <> old.body) execute function voided_number_is_final();

create function number_of_void() returns trigger language plpgsql as $$
begin
    insert into document_number values (new.number);
    return null;
end $$;
create trigger number_of_void after insert on voided_number
    for each row execute function number_of_void();

create function number_of_invoice() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' or old.number is null then
        insert into document_number values (new.number);
    end if;
    return null;
end $$;
create trigger number_of_invoice after insert or update on invoice
    for each row when (new.number is not null) execute function number_of_invoice();

create function number_of_payment() returns trigger language plpgsql as $$
begin
    insert into document_number values (new.receipt_number);
    return null;
end $$;
create trigger number_of_payment after insert on payment
    for each row execute function number_of_payment();

-- Leases of two workstations on one practitioner never overlap (half-open).
create table slot_lease (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null,
    practitioner text collate "C" generated always as (plain(body) ->> 'practitioner') stored not null
        references practitioner (id),
    device text collate "C" generated always as (plain(body) ->> 'device') stored not null,
    starts_at text collate "C" generated always as (plain(body) ->> 'starts_at') stored not null,
    ends_at text collate "C" generated always as (plain(body) ->> 'ends_at') stored not null,
    ended_at text collate "C" generated always as (plain(body) ->> 'ended_at') stored,
    span int8range generated always as
        (int8range(moment(plain(body) ->> 'starts_at'), moment(plain(body) ->> 'ends_at'))) stored not null,
    check (not isempty(span)),
    constraint slot_lease_apart exclude using gist (practitioner with =, span with &&, device with <>)
        where (ended_at is null)
);

-- Which workstation gave a visit its place, and when.
alter table appointment
    add column placed_on text collate "C" generated always as (plain(body) ->> 'placed_on') stored,
    add column placed_at text collate "C" generated always as (plain(body) ->> 'placed_at') stored;

-- Nobody but its holder gives a visit a place inside a lease. A visit keeps what it held before. A lease that
-- is granted at the same moment is noticed, because whoever judges does so in serializable transactions.
create function appointment_is_leased() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.occupies and new.practitioner = old.practitioner and old.span @> new.span then
        return null;
    end if;
    if exists (
        select 1 from slot_lease as lease
        where lease.practitioner = new.practitioner and lease.ended_at is null and lease.span && new.span
          and lease.device <> new.placed_on and lease.ends_at > new.placed_at
    ) then
        raise exception 'clash:leased' using errcode = 'check_violation', constraint = 'appointment_leased';
    end if;
    return null;
end $$;
create trigger appointment_is_leased after insert or update on appointment
    for each row when (new.occupies and new.placed_on is not null) execute function appointment_is_leased();
