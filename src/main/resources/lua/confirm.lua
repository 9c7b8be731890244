-- Tells which batches of a writer stand in the log, and writes a little, so that one can wait until that and all before it is safe.
-- KEYS: 1 writers (hash), 2 confirm (string)
-- ARGV: 1 writer
-- Returns {first, last, last entry} of those that stand one after the other.
redis.call('DEL', KEYS[2]) -- Redis takes this when its memory is full, and then what follows
redis.call('SET', KEYS[2], '1')
local known = redis.call('HGET', KEYS[1], ARGV[1])
if not known then return {0, 0, '0-0'} end
local writer = cmsgpack.unpack(known)
return {writer[4], writer[2], writer[5]}
