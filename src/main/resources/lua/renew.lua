-- Prolongs an ownership and appends a tick where there is room for one.
-- KEYS: 1 owner (string, expires), 2 position (string): entry, chain, and who committed it, 3 log (stream), 4 chain (string)
-- ARGV: 1 token, 2 lease in milliseconds, 3 a tick
-- Returns {1 when it is the owner, else 0, position or '', the last entry before the tick or ''}.
local position, last = redis.call('GET', KEYS[2]) or '', redis.call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', 1)[1]
last = last and last[1] or ''
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {0, position, last} end
local time = redis.call('TIME')
-- The tick comes first: a memory that is full refuses it like everything that tells who lives, so that nobody is timed out meanwhile.
pcall(add, KEYS[3], KEYS[4], ARGV[1] .. time[1] .. '.' .. time[2], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {1, position, last}
