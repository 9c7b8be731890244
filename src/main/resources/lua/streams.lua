-- The first part of append: how parcels of a stream are judged. Nothing is written here.
-- KEYS: 2 streams (hash): stream -> {last seen, inc = incarnation, fence, seq = last frame in the log, part = last part of the snapshot
--   under way (0: none), snap = its sequence, gap = 1 when a gap has been told and not yet closed, old = the 16 incarnations before}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local streams, changed, items, answers, judge = {}, {}, {}, {'ok', ''}, {}
local function say(answer, number) answers[#answers + 1] = number and answer .. string.format('%.0f', number) or answer end
local function put(item) items[#items + 1] = item say('l') end
local function find(id)
  if streams[id] == nil then
    local raw = redis.call('HGET', KEYS[2], id)
    streams[id] = raw and cmsgpack.unpack(raw) or false
  end
  return streams[id]
end
local function held(id, fence)
  local s = find(id)
  if not s then say('u') elseif s.fence ~= fence then say('f') else
    if now - s[1] > 3600000 then changed[id] = true end
    return s
  end
end
function judge.O(id, fence, incarnation, item)
  local s = find(id)
  if not s or s.inc ~= incarnation then
    local old = s and s.old or {}
    for _, former in ipairs(old) do if former == incarnation then return say('i') end end
    if s then old[#old + 1] = s.inc end
    if #old > 16 then table.remove(old, 1) end
    s = {0, inc = incarnation, seq = 0, old = old}
  end
  s.fence, s.part, s.gap = fence, 0, 0
  streams[id], changed[id] = s, true
  items[#items + 1] = item
  say('o', s.seq)
end
function judge.F(id, fence, sequence, item, gap)
  local s, seq = held(id, fence), tonumber(sequence)
  if not s then return end
  if s.part > 0 then say('b')
  elseif seq <= s.seq then say('s', s.seq)
  elseif seq == s.seq + 1 then s.seq, s.gap, changed[id] = seq, 0, true put(item)
  else
    if s.gap == 0 then s.gap, changed[id], items[#items + 1] = 1, true, gap end
    say('r', s.seq + 1)
  end
end
function judge.S(id, fence, sequence, number, last, item)
  local s, seq, part = held(id, fence), tonumber(sequence), tonumber(number)
  if not s then return end
  if seq < s.seq then return say('d') end
  if part > 1 and (s.part ~= part - 1 or s.snap ~= seq) then return say('x') end
  s.part, s.snap, changed[id] = part, seq, true
  if last == '1' then s.part, s.seq, s.gap = 0, seq, 0 end
  put(item)
end
function judge.B(id, fence, item) if held(id, fence) then put(item) end end
