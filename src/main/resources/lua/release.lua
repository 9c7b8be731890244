-- Gives a shard back.
-- KEYS: 1 owner (string)
-- ARGV: 1 token
-- Returns 1 when it was the token's, else 0.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
