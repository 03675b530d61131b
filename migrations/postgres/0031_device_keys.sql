-- Codes that admit one workstation, keys of workstations, sessions: `migrations/sqlite/0031_device_keys.sql`.

create table enrolment_code (
    digest text collate "C" primary key, facility text collate "C",
    made_at text collate "C" not null, until text collate "C" not null, used_at text, used_by text,
    check ((used_at is null) = (used_by is null))
);

alter table device alter column token_digest drop not null;
alter table device add column public_key text collate "C" unique check (length(public_key) = 64);
alter table device add constraint device_proof check ((token_digest is null) <> (public_key is null));

create table session (
    id text collate "C" primary key, person text collate "C" not null, device text collate "C" not null,
    facility text collate "C" not null,
    begun_at text collate "C" not null, used_at text collate "C" not null, ends_at text collate "C" not null,
    proven text not null, secret text not null,
    ended_at text, ended_by text check (ended_by in ('signed_out', 'sent_away', 'reused', 'account', 'age')),
    check ((ended_at is null) = (ended_by is null))
);
create index session_person on session (person, begun_at);

create table refresh_token (
    digest text collate "C" primary key, session text collate "C" not null, given_at text not null, used_at text
);
create index refresh_token_session on refresh_token (session);
