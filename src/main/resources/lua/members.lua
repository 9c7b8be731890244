-- Says that a node is there and tells who else is. What the installation is (shards, zone) is kept from the first who says it.
-- KEYS: 1 members (hash): node -> since seen version, 2 installation (hash): shards, zone
-- ARGV: 1 node, 2 since when it has been there (0: from now), 3 newest version of entries that it reads, 4 shards, 5 zone
-- Returns {now, shards, zone, node, 'since seen version', …}; who was not seen for a minute is forgotten.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local since = ARGV[2] == '0' and string.format('%.0f', now) or ARGV[2]
redis.call('HSETNX', KEYS[2], 'shards', ARGV[4])
redis.call('HSETNX', KEYS[2], 'zone', ARGV[5])
redis.call('HSET', KEYS[1], ARGV[1], since .. ' ' .. string.format('%.0f', now) .. ' ' .. ARGV[3])
local answer, all = {now, redis.call('HGET', KEYS[2], 'shards'), redis.call('HGET', KEYS[2], 'zone')}, redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if now - tonumber(string.match(all[i + 1], ' (%d+) ')) > 60000 then
    redis.call('HDEL', KEYS[1], all[i])
  else
    answer[#answer + 1] = all[i]
    answer[#answer + 1] = all[i + 1]
  end
end
return answer
