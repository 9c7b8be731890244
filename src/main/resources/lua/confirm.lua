-- Tells which batches of a writer stand in the log, and writes a little, so that one can wait until that and all before it is safe.
-- KEYS: 1 writers (hash), 2 confirm (string)
-- ARGV: 1 writer, 2 '1': tells too how it is with the file
-- Returns {first, last, last entry} of those that stand one after the other, then, when asked for, the server's run, and 1 or 0 for:
--   it cannot write its file, an fsync is under way, a child process rewrites something.
redis.call('DEL', KEYS[2]) -- Redis takes this when its memory is full, and then what follows
redis.call('SET', KEYS[2], '1')
local known = redis.call('HGET', KEYS[1], ARGV[1])
local writer = known and cmsgpack.unpack(known) or {0, 0, {}, 0, '0-0'}
local answer = {writer[4], writer[2], writer[5]}
if ARGV[2] ~= '1' then return answer end
local file = redis.call('INFO', 'persistence')
local function yes(...)
  for _, pattern in ipairs({...}) do if string.find(file, pattern) then return 1 end end
  return 0
end
answer[4] = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
answer[5] = yes('aof_last_write_status:err')
answer[6] = yes('aof_pending_bio_fsync:[1-9]')
answer[7] = yes('aof_rewrite_in_progress:1', 'rdb_bgsave_in_progress:1')
return answer
