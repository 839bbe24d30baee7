"""Asks dbt what state: selects after every edit of tests/cases/state-dbt/edits.json, and writes the answers beside it.

Run it with the Python of an environment that has dbt-core and dbt-duckdb; names of edits ask for these only:

    <environment>/bin/python scripts/selection-oracle/record_dbt_state.py [name …]
"""

import json
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "0"

from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.contracts.graph import nodes  # noqa: E402
from dbt.contracts.state import PreviousState  # noqa: E402
from dbt.graph.selector_methods import StateSelectorMethod  # noqa: E402
from dbt.version import __version__  # noqa: E402
from dbt_common.exceptions import DbtRuntimeError  # noqa: E402

CASES = Path(__file__).resolve().parent.parent.parent / "tests" / "cases" / "state-dbt"
PARTS = ["body", "configs", "relation", "persisted_descriptions", "macros", "contract"]
WORDS = ["new", "old", "modified", "unmodified", *[f"modified.{part}" for part in PARTS]]
LARGE = 150_000


def apply(edit, project):
    for old, new in edit.get("move", []):
        (project / new).parent.mkdir(parents=True, exist_ok=True)
        (project / old).rename(project / new)
    for path, old, new in edit.get("replace", []):
        text = (project / path).read_bytes().decode()
        assert old in text, (edit["name"], path, old)
        (project / path).write_bytes(text.replace(old, new, 1).encode())
    for path, text in edit.get("write", {}).items():
        (project / path).write_text(text)
    for path, value in edit.get("large", []):
        rows = "".join(f"{id},{value}00\n" for id in range(LARGE))
        (project / path).write_text(f"id,amount\n{rows}")
    for path in edit.get("remove", []):
        (project / path).unlink()


def chain(edit, by_name):
    """What is there before an edit: the edits that it builds on."""
    base = by_name.get(edit.get("base"))
    return [] if base is None else [*chain(base, by_name), base]


def prepare(folder, edits):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CASES / "project", folder)
    for edit in edits:
        apply(edit, folder)
    os.chdir(folder)
    os.environ["DBT_PROFILES_DIR"] = str(folder)
    for name in ["STAGING_AS", "COLOUR"]:
        os.environ.pop(name, None)
    last = edits[-1] if edits else {}
    os.environ.update(last.get("env", {}))
    vars = ["--vars", last["vars"]] if "vars" in last else []
    return ["--target", last.get("target", "dev"), *vars]


def parse(folder, edits):
    options = prepare(folder, edits)
    result = dbtRunner().invoke(["--quiet", "--no-partial-parse", "parse", *options])
    assert result.success, (edits[-1]["name"] if edits else "", result.exception)
    return result.result


def answer(manifest, word, previous):
    """What the method of `ls --select state:…` finds, without the rest of ls, which takes far longer."""
    said = set()
    nodes.warn_or_error = lambda event, node=None: said.add(type(event).__name__)
    everything = {
        *[id for id, node in manifest.nodes.items() if node.resource_type != "operation"],
        *manifest.sources, *manifest.exposures, *manifest.metrics,
        *manifest.semantic_models, *manifest.saved_queries, *manifest.unit_tests,
    }  # fmt: skip
    try:
        ids = sorted(StateSelectorMethod(manifest, previous, []).search(everything, word))
    except DbtRuntimeError as error:
        return {"error": error.CODE, "said": []}
    return {"ids": ids, "said": sorted(said)}


unedited = None


def earlier(folder, before):
    """What dbt wrote before the edit."""
    if not before:
        return unedited
    parse(folder / "before", before)
    return PreviousState(folder / "before" / "target", folder / "target", folder)


def record(edit, by_name, folder):
    before = chain(edit, by_name)
    previous = earlier(folder, before)
    here = folder / ("elsewhere/project" if edit.get("elsewhere") else "project")
    manifest = parse(here, [*before, edit])
    answers = {word: answer(manifest, word, previous) for word in WORDS}
    case = {"edit": edit["name"]}
    everything = sorted({*answers["old"].get("ids", []), *answers["new"].get("ids", [])})
    for word, given in answers.items():
        if "error" in given:
            case.setdefault("errors", {})[word] = given["error"]
        elif word == "old":
            case["missing"] = sorted({*everything} - {*given["ids"]})
        elif word == "unmodified":
            if "ids" in answers["modified"]:
                assert sorted({*everything} - {*answers["modified"]["ids"]}) == given["ids"], edit["name"]
        elif given["ids"]:
            case[word] = given["ids"]
        if given["said"]:
            case.setdefault("said", {})[word] = given["said"]
    if not case["missing"]:
        del case["missing"]
    return case


def in_fork(work):
    """dbt keeps things between runs in one process, so that each edit gets its own."""
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.waitpid(pid, 0)


def main():
    edits = json.loads((CASES / "edits.json").read_text())
    by_name = {edit["name"]: edit for edit in edits}
    file = CASES / "answers.json"
    known = {case["edit"]: case for case in json.loads(file.read_text())["cases"]} if file.exists() else {}
    with tempfile.TemporaryDirectory() as name:
        in_fork(lambda: parse(Path(name) / "before", []))
        global unedited
        unedited = PreviousState(Path(name) / "before" / "target", Path(name), Path(name))
    for edit in edits:
        if sys.argv[1:] and edit["name"] not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory() as name:
            written = Path(name) / "case.json"
            in_fork(lambda: written.write_text(json.dumps(record(edit, by_name, Path(name)))))
            if not written.exists():
                print("FAILED", edit["name"])
                continue
            known[edit["name"]] = json.loads(written.read_text())
            print(json.dumps(known[edit["name"]]), flush=True)
        save(known, edits, file)


def save(known, edits, file):
    lines = ",\n".join(json.dumps(known[edit["name"]]) for edit in edits if edit["name"] in known)
    file.write_text(f'{{"dbt": "{__version__}",\n"cases": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
