-- A part of the scripts that write into the log. Every entry tells the value of the chain before and after it: a value stands for everything
-- that was ever written up to there, so that who has read on from entries that Redis has lost since is found out.
-- The value lies in the shard's chain (string). What is added has a tag that nothing else has.
local function add(log, chain, tag, items)
  local before = redis.call('GET', chain) or ''
  local after = string.sub(redis.sha1hex(before .. ' ' .. tag), 1, 16)
  local id = redis.call('XADD', log, '*', 'i', items, 'c', before .. ' ' .. after)
  redis.call('SET', chain, after)
  return id
end
