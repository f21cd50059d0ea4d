#!/usr/bin/env bash
# stamina 26.1.0 with structlog 26.1.0 (PyPI): that structlog is installed moves what stamina says of retries from nowhere to stdout.
#
# Behaviour: stamina logs each retry through structlog wherever structlog can be imported, and through the standard library otherwise. structlog
# that nobody configured prints on stdout. So a downloader that writes JSON to stdout breaks on the first retry as soon as some other part of
# the program, or of its environment, depends on structlog; nothing in the program itself has changed. Name the hooks yourself
# (`stamina.instrumentation.set_on_retry_hooks`), or configure structlog in every command.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check stamina==26.1.0
cat > "$folder/download.py" <<'P'
import json
import stamina

answers = iter((429, 200))

@stamina.retry(on=ConnectionError, attempts=2, wait_initial=0, wait_jitter=0)
def download() -> int:
    answer = next(answers)
    if answer != 200:
        raise ConnectionError(answer)
    return answer

print(json.dumps({"answer": download()}))
P
run() {
  "$folder/venv/bin/python" "$folder/download.py" 2>/dev/null | sed 's/^[0-9-]* [0-9:]* //; s/\x1b\[[0-9;]*m//g' | cut -c1-40 | sed 's/  *$//'
}
seen=$(
  echo "without structlog:"; run
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check structlog==26.1.0
  echo "with structlog installed:"; run
)
expected='without structlog:
{"answer": 200}
with structlog installed:
[warning  ] stamina.retry_scheduled
{"answer": 200}'
printf '%s\n' "$seen"
diff <(printf '%s\n' "$expected") <(printf '%s\n' "$seen") && echo "as found"
