import { firstFrameUnitMillis, idleTopicMillis, ringBytes, ringFrames } from '../limits.ts';

/** Numbers and frames of a topic nobody spoke on for so long are forgotten; numbers begin anew at the time. */
const keptMillis = 60 * idleTopicMillis;

/** A topic's hash `head` has `seq` and `bytes`, its list `ring` has "<seq> <frame>" of the latest frames. */
const begin = `
local function begin(head)
  local now = redis.call('time')
  local first = math.floor((now[1] * 1000 + now[2] / 1000) / ${firstFrameUnitMillis})
  redis.call('hset', head, 'seq', string.format('%.0f', first), 'bytes', 0)
end
local function keep(head, ring)
  redis.call('pexpire', head, ${keptMillis})
  redis.call('pexpire', ring, ${keptMillis})
end
local function skip(head, ring, by)
  redis.call('hincrby', head, 'seq', by)
  redis.call('hset', head, 'bytes', 0)
  redis.call('del', ring)
end`;

/** KEYS head, ring; ARGV channel, text before the number, text after it. Numbers a frame, keeps it, sends it. */
export const sayScript = `${begin}
local head, ring = KEYS[1], KEYS[2]
if redis.call('exists', head) == 0 then begin(head) end
local seq = string.format('%.0f', redis.call('hincrby', head, 'seq', 1))
local kept = seq .. ' ' .. ARGV[2] .. seq .. ARGV[3]
redis.call('rpush', ring, kept)
local bytes = redis.call('hincrby', head, 'bytes', #kept)
while redis.call('llen', ring) > ${ringFrames} or bytes > ${ringBytes} do
  bytes = redis.call('hincrby', head, 'bytes', -#redis.call('lpop', ring))
end
keep(head, ring)
redis.call('publish', ARGV[1], kept)
return seq`;

/** KEYS head, ring. Answers the number, then the frames before it. */
export const lookScript = `${begin}
local head, ring = KEYS[1], KEYS[2]
if redis.call('exists', head) == 0 then begin(head) end
keep(head, ring)
local answer = redis.call('lrange', ring, 0, -1)
table.insert(answer, 1, redis.call('hget', head, 'seq'))
return answer`;

/**
 * KEYS head, ring of each topic; ARGV its channel. Answers at how many nodes each is heard. Where it is heard nowhere the
 * news are lost, so whoever comes back with an earlier number must get the state.
 */
export const heardScript = `${begin}
local answer = {}
for i, channel in ipairs(ARGV) do
  local heard = redis.call('pubsub', 'numsub', channel)[2]
  local head, ring = KEYS[2 * i - 1], KEYS[2 * i]
  if heard == 0 and redis.call('exists', head) == 1 then skip(head, ring, 2) end
  answer[i] = heard
end
return answer`;

/** KEYS head, ring; ARGV a number given elsewhere meanwhile. Goes on beyond both; every earlier number leads to the state. */
export const liftScript = `${begin}
local head, ring = KEYS[1], KEYS[2]
if redis.call('exists', head) == 0 then begin(head) end
local seq = tonumber(redis.call('hget', head, 'seq'))
skip(head, ring, string.format('%.0f', math.max(tonumber(ARGV[1]) - seq, 0) + 2))
keep(head, ring)
return redis.call('hget', head, 'seq')`;
