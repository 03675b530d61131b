-- Every line of the audit trail has its place in a chain: `migrations/sqlite/0030_audit_chain.sql`.

-- Lines without a place yet. Transactions of several processes cannot agree on places while they run, so a line
-- waits here until one process, which is alone, has chained what is visible: a second at most.
create table audit_waiting (
    n bigint generated always as identity primary key, at text not null, person text not null, role text not null,
    device text not null, command text not null, patient text, outcome text not null, reason text
);
insert into audit_waiting (at, person, role, device, command, patient, outcome)
    select at, person, role, device, command, patient, outcome from audit order by n;
drop table audit;

create table audit (
    n bigint generated always as identity primary key,
    writer text collate "C" not null, seq bigint not null check (seq > 0),
    prev text not null check (length(prev) = 64), hash text not null check (length(hash) = 64),
    at text collate "C" not null, person text collate "C" not null, role text not null, device text not null,
    command text not null, patient text collate "C", outcome text not null, reason text,
    unique (writer, seq)
);
create index audit_person_patient on audit (person, n) where patient is not null;
create index audit_patient on audit (patient, at) where patient is not null;
create index audit_at on audit (at);
create trigger audit_is_final before update or delete or truncate on audit
    for each statement execute function audit_is_final();
