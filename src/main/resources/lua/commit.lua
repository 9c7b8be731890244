-- Makes a commit visible: tables, position, facts and the word of it together, or nothing.
-- KEYS: 1 owner (string), 2 position (string): entry, and who committed it, 3 log (stream), 4 facts (stream), then the tables (hashes)
-- ARGV: 1 token, 2 entry that it continues, 3 entry that it ends with, 4 milliseconds before which the log is needed no more,
--   5 channel, 6 message, 7 number of facts, the facts, then for each table that changed:
--   its place in KEYS, number of fields set, field value …, number of fields removed, field …
-- Returns 'ok' (now, or by the same token before), 'owner' (another has it), 'next' (something else was committed last) or 'log' (it does
-- not hold the last entry).
local token, previous, position = ARGV[1], ARGV[2], ARGV[3]
if redis.call('GET', KEYS[1]) ~= token then return 'owner' end
local stored = redis.call('GET', KEYS[2]) or '0-0 '
if stored == position .. ' ' .. token and position ~= previous then return 'ok' end
if string.match(stored, '^%S+') ~= previous then return 'next' end
if position ~= previous and #redis.call('XRANGE', KEYS[3], position, position) == 0 then return 'log' end
-- First what Redis takes when its memory is full: then the rest may follow.
redis.call('XTRIM', KEYS[3], 'MINID', '~', ARGV[4])
local i = 8
for _ = 1, tonumber(ARGV[7]) do
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
redis.call('PUBLISH', ARGV[5], ARGV[6])
return 'ok'
