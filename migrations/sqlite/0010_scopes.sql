-- The facility that a workstation belongs to; absent for one that joined before there were several.
-- An older binary can open this file: it reads and writes no column that is new here.
alter table device add column facility text;
