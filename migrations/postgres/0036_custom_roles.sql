-- Roles that a clinic puts together itself: `migrations/sqlite/0036_custom_roles.sql`.

create table custom_role (
    n bigint generated always as identity primary key, id text collate "C" not null unique,
    version bigint not null, body text not null check (plain(body) is not null)
);
