#!/usr/bin/env bash
# uvloop 0.23.0 (PyPI) against the event loop of Python: one new connection is taken in each turn of the loop, not all that wait.
#
# Behaviour: asyncio's own loop takes as many connections in one turn as the backlog allows; uvloop, since libuv stopped to accept in a loop, takes one.
# So a server whose turns are long (requests of some milliseconds each, answered in the loop) leaves clients in the kernel's queue for as many turns as
# connections came before theirs: with turns of 100 ms the twentieth waits two seconds before its first byte is read, while the established
# ones are answered as fast as ever. No metric of the server shows it. Keep turns short, or accept in a thread or process of its own.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check uvloop==0.23.0
cat > "$folder/turns.py" <<'P'
import asyncio
import socket
import sys


class Taken(asyncio.Protocol):
    count = 0

    def connection_made(self, transport):
        Taken.count += 1


async def turns_until_all_are_taken(waiting):
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    clients = [socket.create_connection(listening.getsockname()) for _ in range(waiting)]
    await asyncio.get_running_loop().create_server(Taken, sock=listening, backlog=64)
    turns = 0
    while Taken.count < waiting and turns < 1000:
        await asyncio.sleep(0)
        turns += 1
    for client in clients:
        client.close()
    return turns


if sys.argv[1] == "uvloop":
    import uvloop as chosen
else:
    chosen = asyncio
turns = chosen.run(turns_until_all_are_taken(20))
print(f"{sys.argv[1]}: 20 waiting connections,", "under 10 turns" if turns < 10 else "20 turns or more" if turns >= 20 else turns)
P
seen=$(for loop in asyncio uvloop; do "$folder/venv/bin/python" "$folder/turns.py" "$loop"; done)
expected='asyncio: 20 waiting connections, under 10 turns
uvloop: 20 waiting connections, 20 turns or more'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
