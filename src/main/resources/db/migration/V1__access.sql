-- Accounts, who may touch them, and how they are set.

-- One row, one number: whoever changes something that nodes follow takes the next one and holds it until the transaction commits.
-- So revisions become visible in their order, and "everything after the last that I saw" never misses one (a sequence would).
CREATE TABLE revision (
    last bigint NOT NULL
);
INSERT INTO revision (last) VALUES (1);

CREATE FUNCTION next_revision() RETURNS bigint LANGUAGE sql AS
$$ UPDATE revision SET last = last + 1 RETURNING last $$;

CREATE FUNCTION stamp_revision() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.revision := next_revision(); RETURN NEW; END $$;

-- Paths compare by bytes, so that all below a path lie between path || '/' and path || '0'.
CREATE TABLE account (
    path         text COLLATE "C" PRIMARY KEY
                 CHECK (path ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,7}$'),
    master       text COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(path, '/', 1)) STORED,
    parent       text COLLATE "C" GENERATED ALWAYS AS (CASE WHEN path LIKE '%/%' THEN regexp_replace(path, '/[^/]*$', '') END) STORED
                 REFERENCES account (path),
    name         text CHECK (length(name) BETWEEN 1 AND 200),
    settings     jsonb NOT NULL DEFAULT '{}',
    revision     bigint NOT NULL DEFAULT 1,
    first_seen   timestamptz NOT NULL DEFAULT now(),
    first_signal timestamptz
);
COMMENT ON COLUMN account.revision IS '1: known from signals alone, nothing was ever set';
COMMENT ON COLUMN account.first_signal IS 'null: no signal has named it, or one below it, yet';
CREATE INDEX account_revision ON account (revision, path);

-- What was asked for, and when; from which midnight it holds follows from this and the first signal.
CREATE TABLE account_zone (
    path  text COLLATE "C" NOT NULL REFERENCES account (path),
    asked timestamptz NOT NULL,
    zone  text NOT NULL,
    PRIMARY KEY (path, asked)
);

-- Secrets are 256 random bits: no dictionary has them, so a fast hash keeps them as well as a slow one, and costs nothing a request.
CREATE TABLE access_key (
    id          text PRIMARY KEY,
    account     text COLLATE "C" REFERENCES account (path),
    scopes      text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['ingest', 'read', 'admin']),
    name        text CHECK (length(name) BETWEEN 1 AND 200),
    hash        bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    fingerprint bigint NOT NULL UNIQUE,
    created     timestamptz NOT NULL DEFAULT now(),
    created_by  text,
    revoked     timestamptz,
    revision    bigint NOT NULL
);
COMMENT ON COLUMN access_key.account IS 'null: every account';
CREATE INDEX access_key_changed ON access_key (revision);
CREATE INDEX access_key_account ON access_key (account);
CREATE TRIGGER access_key_revision BEFORE INSERT OR UPDATE ON access_key FOR EACH ROW EXECUTE FUNCTION stamp_revision();

CREATE TABLE board (
    id         text PRIMARY KEY,
    account    text COLLATE "C" NOT NULL REFERENCES account (path),
    name       text CHECK (length(name) BETWEEN 1 AND 200),
    hash       bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    created    timestamptz NOT NULL DEFAULT now(),
    created_by text,
    revoked    timestamptz,
    revision   bigint NOT NULL
);
CREATE INDEX board_changed ON board (revision);
CREATE INDEX board_account ON board (account);
CREATE TRIGGER board_revision BEFORE INSERT OR UPDATE ON board FOR EACH ROW EXECUTE FUNCTION stamp_revision();
