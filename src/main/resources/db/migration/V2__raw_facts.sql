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

-- Two marks of one account and day: in each cell the higher peak, of equal ones the earlier, and a lower bound if either was one.
-- A mark only rises, also when Redis has lost its state and begins the day anew.
CREATE FUNCTION merged_mark(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT other || jsonb_build_object('cells', coalesce(jsonb_agg(jsonb_build_array(cell, peak, at, at_least) ORDER BY cell), '[]'))
    FROM (
        SELECT DISTINCT ON (cell) cell, peak, at, max(at_least) OVER (PARTITION BY cell) AS at_least
        FROM (SELECT (c ->> 0)::int AS cell, (c ->> 1)::int AS peak, (c ->> 2)::bigint AS at, (c ->> 3)::int AS at_least
              FROM jsonb_array_elements((one -> 'cells') || (other -> 'cells')) AS c) AS cells
        ORDER BY cell, peak DESC, at) AS merged
$$;
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
