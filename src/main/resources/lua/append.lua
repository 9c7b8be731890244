-- Judges the parcels of one batch and writes what passes as one entry. Everything is decided before the first write.
-- KEYS: 1 log (stream), 2 streams (hash), 3 writers (hash): writer -> {last seen, number, answers, from, entry}, 4 idempotency (hash):
--   key -> {when, digest, answer}, 5 chain (string)
-- ARGV: 1 writer, 2 number of its batch, 3 bound of the log in entries, 4 bound of idempotency keys, 5 the last entry that it was answered;
--   when that is not the writer's last entry here, the log has lost something, and the writer's batches stand unbroken from this one on;
--   then the parcels:
--   'O' stream fence incarnation item           opens a stream         -> 'o' acked | 'i' old incarnation
--   'F' stream fence sequence item gap          a frame                -> 'l' logged | 's' acked: known | 'r' next: resume | 'b' between parts
--   'S' stream fence sequence part last item    a part of a snapshot   -> 'l' | 'd' behind | 'x' out of order
--   'B' stream fence item                       signs of life          -> 'l'   (F, S, B also: 'f' fenced | 'u' nobody opened it)
--   'P' count items                             so much of else        -> 'l' count
--   'I' key digest answer item                  taken once in 24 hours -> 'l' | 'a' first answer | 'c' conflict
-- Returns {'ok', entry id or '', answers …}, {'full'} or {'stale', latest number}.
local number, once, i = tonumber(ARGV[2]), {}, 6
local known, from, entry = redis.call('HGET', KEYS[3], ARGV[1]), number, '0-0'
if known then
  local writer = cmsgpack.unpack(known)
  if writer[2] == number then return writer[3] end
  if writer[2] > number then return {'stale', writer[2]} end
  entry = writer[5]
  if entry == ARGV[5] then from = writer[4] end
end
if redis.call('XLEN', KEYS[1]) >= tonumber(ARGV[3]) then return {'full'} end
function judge.P(count, joined) items[#items + 1] = joined say('l' .. count) end
function judge.I(key, digest, answer, item)
  local raw = redis.call('HGET', KEYS[4], key)
  local first = once[key] or raw and cmsgpack.unpack(raw)
  if first and first[1] > now - 86400000 then
    if first[2] == digest then say('a' .. first[3]) else say('c') end
  else
    once[key] = {now, digest, answer}
    put(item)
  end
end
local fields = {O = 4, F = 5, S = 6, B = 3, P = 2, I = 4}
while i <= #ARGV do
  local n = fields[ARGV[i]]
  judge[ARGV[i]](unpack(ARGV, i + 1, i + n))
  i = i + n + 1
end
if #items == 0 and next(changed) == nil then return answers end
if #items > 0 then answers[2] = add(KEYS[1], KEYS[5], ARGV[1] .. ':' .. ARGV[2], table.concat(items)) end
for id in pairs(changed) do
  streams[id][1] = now
  redis.call('HSET', KEYS[2], id, cmsgpack.pack(streams[id]))
end
for key, first in pairs(once) do
  if redis.call('HLEN', KEYS[4]) >= tonumber(ARGV[4]) then redis.call('HDEL', KEYS[4], redis.call('HRANDFIELD', KEYS[4])) end
  redis.call('HSET', KEYS[4], key, cmsgpack.pack(first))
end
redis.call('HSET', KEYS[3], ARGV[1], cmsgpack.pack({now, number, answers, from, answers[2] ~= '' and answers[2] or entry}))
return answers
