-- Posts the requests of a file, one body a line, in turn; prints the count of answers that are not 200 and the rounds in the end.
local requests, turn, threads = {}, 0, {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  local headers = { ["Host"] = "127.0.0.1", ["Content-Type"] = "application/json" }
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, line)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency, _)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    "WRK %d %d %d %d %d %d\n",
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99), summary.bytes
  ))
end
