-- Roles that a clinic puts together itself. Who has which, and where, stands in the people's own records.
-- A program from before it must not open this file: it would go by people's roles alone.

create table custom_role (
    n integer primary key, id text not null unique, version integer not null, commit_no integer,
    body text not null check (json_valid(body))
) strict;
