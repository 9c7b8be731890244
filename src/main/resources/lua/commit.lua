-- Makes a commit visible: tables, position, facts and the word of it together, or nothing.
-- KEYS: 1 owner (string), 2 position (string): entry, chain, and who committed it, 3 log (stream), 4 facts (stream), then the tables (hashes)
-- ARGV: 1 token, 2 entry that it continues, 3 its chain, 4 entry that it ends with, 5 its chain, 6 milliseconds before which the log is needed
--   no more, 7 channel, 8 message, 9 number of facts, the facts, then for each table that changed:
--   its place in KEYS, number of fields set, field value …, number of fields removed, field …
-- Returns 'ok' (now, or by the same token before), 'owner' (another has it), 'next' (something else was committed last) or 'log' (it does
-- not hold what was applied).
local token, previous, position = ARGV[1], ARGV[2] .. ' ' .. ARGV[3], ARGV[4] .. ' ' .. ARGV[5]
if redis.call('GET', KEYS[1]) ~= token then return 'owner' end
local stored = redis.call('GET', KEYS[2]) or '0-0  '
if stored == position .. ' ' .. token then return 'ok' end
if string.match(stored, '^%S+ %S*') ~= previous then return 'next' end
local last = redis.call('XRANGE', KEYS[3], ARGV[4], ARGV[4])[1]
if not last or string.match(last[2][4], '%S+$') ~= ARGV[5] then return 'log' end
-- First what Redis takes when its memory is full: then the rest may follow.
redis.call('XTRIM', KEYS[3], 'MINID', '~', ARGV[6])
local i = 10
for _ = 1, tonumber(ARGV[9]) do
  redis.call('XADD', KEYS[4], '*', 'f', ARGV[i])
  i = i + 1
end
local function chunks(command, key, count, step)
  local last = i + count - 1
  while i <= last do
    local to = math.min(i + step - 1, last)
    redis.call(command, key, unpack(ARGV, i, to))
    i = to + 1
  end
end
while i <= #ARGV do
  local key = KEYS[tonumber(ARGV[i])]
  local set = tonumber(ARGV[i + 1]) * 2
  i = i + 2
  chunks('HSET', key, set, 2000)
  local removed = tonumber(ARGV[i])
  i = i + 1
  chunks('HDEL', key, removed, 2000)
end
redis.call('SET', KEYS[2], position .. ' ' .. token)
redis.call('PUBLISH', ARGV[7], ARGV[8])
return 'ok'
