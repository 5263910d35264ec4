-- In which account an object lives, and whose it is: the ledger of ids.
create table known_ids (
    id ${key} not null primary key,
    -- Its beginning, or what it looks like: what is forgotten is chosen kind by kind.
    kind ${key} not null,
    account ${key} not null,
    owner text not null,
    -- When it was last learned or used, in milliseconds since 1970; exact to a day.
    seen_at bigint not null
) ${clustered};

create index known_ids_by_age on known_ids (kind, seen_at);

-- The kinds of all ids that were ever learned: a string of another kind need not be looked up.
create table id_kinds (
    kind ${key} not null primary key
) ${clustered};
