-- Words of the search index that one transaction gathers in memory before they are written: what is written out
-- often must be merged often. Only a bound: memory that is not needed is not taken.
-- An older binary may open this file.
insert into patient_search (patient_search, rank) values ('hashsize', 16777216);
