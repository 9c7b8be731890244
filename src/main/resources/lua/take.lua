-- Makes a token the owner of a shard when it has none, or already is the token's. While another owns it, time passes in the log: a tick
-- when there was no entry for a second.
-- KEYS: 1 owner (string, expires), 2 log (stream), 3 chain (string)
-- ARGV: 1 token, 2 lease in milliseconds, 3 '1': the former owner is known to be dead, 4 a tick
-- Returns 1 when it is the owner, else 0.
local owner = redis.call('GET', KEYS[1])
if not owner or owner == ARGV[1] or ARGV[3] == '1' then
  redis.call('DEL', KEYS[1]) -- Redis takes this when its memory is full, and then what follows
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1
end
local time, last = redis.call('TIME'), redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
if last and time[1] * 1000 - tonumber(string.match(last[1], '^%d+')) > 1000 then 
  add(KEYS[2], KEYS[3], ARGV[1] .. time[1] .. '.' .. time[2], ARGV[4])
end
return 0
