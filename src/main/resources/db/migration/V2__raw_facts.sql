-- What the shards say for history, as they said it, until history has tables of its own for it.

CREATE TABLE fact (
    master       text COLLATE "C" NOT NULL,
    origin       text COLLATE "C" NOT NULL,
    kind         text NOT NULL,
    account      text COLLATE "C" NOT NULL,
    at           timestamptz NOT NULL,
    body         jsonb NOT NULL,
    entry_millis bigint NOT NULL,
    entry_number bigint NOT NULL,
    received     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (master, origin)
);
COMMENT ON COLUMN fact.entry_millis IS 'with entry_number: its place in the stream of facts; of one origin the latest place stays';
CREATE INDEX fact_mark ON fact (((body ->> 'day')::bigint)) WHERE kind = 'mark';

-- What PostgreSQL would not take: kept as it came, for somebody to look at.
CREATE TABLE fact_rejected (
    shard        integer NOT NULL,
    entry_millis bigint NOT NULL,
    entry_number bigint NOT NULL,
    body         bytea NOT NULL,
    reason       text NOT NULL,
    received     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (shard, entry_millis, entry_number)
);
