-- Forgets fields of a hash that are older than their time, looking at a few of them in each call.
-- KEYS: 1 a hash whose values are packed tables with the time they were last used first
-- ARGV: 1 cursor of the scan, 2 age in milliseconds, 3 how many to look at
-- Returns the next cursor.
local time = redis.call('TIME')
local limit = time[1] * 1000 - tonumber(ARGV[2])
local scan = redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', ARGV[3])
for i = 1, #scan[2], 2 do
  if cmsgpack.unpack(scan[2][i + 1])[1] < limit then redis.call('HDEL', KEYS[1], scan[2][i]) end
end
return scan[1]
