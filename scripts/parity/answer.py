"""Runs dbt commands for the recorder: a request is a line of JSON on stdin, its answer a line of JSON on stdout.

Each command runs in a fork of this process, so that it finds dbt imported and everything else as new.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "0"

import dbt.adapters.duckdb  # noqa: E402, F401
import dbt.adapters.factory  # noqa: E402, F401
from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.version import __version__  # noqa: E402
from dbt_common.events.functions import reset_metadata_vars  # noqa: E402

# What importing took, in seconds of the processor: every command would have to do it.
START = time.process_time()

SAID = {"PrintEvent", "JinjaLogInfo", "JinjaLogWarning"}
LISTS = {"ls", "list"}


def environment(request):
    """A clean one, with what the request adds."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.path.join(request["folder"], "home"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "0",
        "DBT_PARTIAL_PARSE": "0",
        **request["env"],
    }


def answer(request):
    said, shown = [], []

    def seen(event):
        if event.info.name in SAID:
            said.extend(line.strip() for line in event.info.msg.splitlines() if line.strip())
        elif event.info.name == "ShowNode" and event.info.msg.lstrip().startswith(("{", "[")):
            shown.append(json.loads(event.info.msg))

    args = request["args"]
    log = os.path.join(request["folder"], ".dbt-said")
    before = os.path.getsize(log)
    reset_metadata_vars()
    done = dbtRunner(callbacks=[seen]).invoke(args)
    sys.stdout.flush()
    with open(log, encoding="utf-8", errors="replace") as file:
        file.seek(before)
        printed = file.read()
    if done.exception is not None:
        print(f"{type(done.exception).__name__}: {done.exception}")
    listing = LISTS.intersection(args) and isinstance(done.result, list)
    return {
        "exit": 0 if done.success else 2 if done.exception is not None else 1,
        "lines": done.result if listing else [],
        "shown": shown,
        "said": [line for line in said if line in printed],
    }


def forked(request):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        log = os.open(os.path.join(request["folder"], ".dbt-said"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(environment(request))
        time.tzset()
        with os.fdopen(writer, "w") as pipe:
            pipe.write(json.dumps(answer(request)))
        sys.stdout.flush()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    _, _, usage = os.wait4(child, 0)
    found = json.loads(text) if text else {"exit": -1, "lines": [], "shown": [], "said": []}
    return json.dumps({**found, "seconds": START + usage.ru_utime + usage.ru_stime})


def warm_up():
    """Reads a project of one model, so that what dbt imports late is there before the first fork.

    Without the static parser: that has threads, which a fork does not take along.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "models").mkdir()
        (folder / "models" / "a.sql").write_text("select 1 as id")
        (folder / "dbt_project.yml").write_text("name: warm\nprofile: warm\n")
        (folder / "profiles.yml").write_text("warm: {target: t, outputs: {t: {type: duckdb}}}\n")
        place = ["--project-dir", name, "--profiles-dir", name, "--log-path", name]
        dbtRunner().invoke(["--quiet", "--no-partial-parse", "--no-static-parser", "parse", *place])


def main():
    warm_up()
    print(__version__, flush=True)
    for line in sys.stdin:
        sys.stdout.write(forked(json.loads(line)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
