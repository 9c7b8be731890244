-- Reads the figures of accounts, all of one moment.
-- KEYS: 1 position (string): entry, chain, and who committed it, 2 the table of standings (hash), 3 that of scenes (hash)
-- ARGV: accounts
-- Returns {position, standing of the first, its scene, …}; an empty text for what is not there.
local found = {redis.call('GET', KEYS[1]) or ''}
for _, account in ipairs(ARGV) do
  found[#found + 1] = redis.call('HGET', KEYS[2], account) or ''
  found[#found + 1] = redis.call('HGET', KEYS[3], account) or ''
end
return found
