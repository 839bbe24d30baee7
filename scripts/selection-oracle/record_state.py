"""Asks dbt what state: selects after every edit of tests/cases/state/edits.json, and writes the answers beside it.

Run it with the Python of an environment that has dbt-core and dbt-duckdb:

    <environment>/bin/python scripts/selection-oracle/record_state.py
"""

import json
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "0"

from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.version import __version__  # noqa: E402

CASES = Path(__file__).resolve().parent.parent.parent / "tests" / "cases" / "state"
PARTS = ["body", "configs", "relation", "persisted_descriptions", "macros", "contract"]
WORDS = ["new", "old", "modified", "unmodified", *[f"modified.{part}" for part in PARTS]]
PROFILES = "shop: {target: dev, outputs: {%s}}\n" % ", ".join(
    "%s: {type: duckdb, path: %s.duckdb, threads: 1}" % (name, name) for name in ["dev", "prod"]
)
NODE_FIELDS = [
    "resource_type", "raw_code", "unrendered_config", "description", "fqn", "contract", "checksum",
    "access", "latest_version", "deprecation_date", "test_metadata", "database", "schema", "identifier",
    "quoting", "freshness", "loaded_at_field", "external",
]  # fmt: skip


def apply(edit, project):
    for old, new in edit.get("move", []):
        (project / new).parent.mkdir(parents=True, exist_ok=True)
        (project / old).rename(project / new)
    for path, old, new in edit.get("replace", []):
        text = (project / path).read_text()
        assert old in text, (edit["name"], path, old)
        (project / path).write_text(text.replace(old, new, 1))
    for path, text in edit.get("write", {}).items():
        (project / path).write_text(text)
    for path in edit.get("remove", []):
        (project / path).unlink()


def reduced(manifest):
    """What is compared, of the project's own nodes and macros."""

    def node(each):
        kept = {key: each[key] for key in NODE_FIELDS if key in each}
        kept["columns"] = {name: {"description": c["description"]} for name, c in each["columns"].items()}
        kept["depends_on"] = {"macros": each.get("depends_on", {}).get("macros", [])}
        kept["config"] = {"persist_docs": each["config"].get("persist_docs")}
        return kept

    return {
        "nodes": {id: node(each) for id, each in manifest["nodes"].items()},
        "sources": {id: node(each) for id, each in manifest["sources"].items()},
        "macros": {
            id: {"macro_sql": each["macro_sql"], "depends_on": each["depends_on"]}
            for id, each in manifest["macros"].items()
            if each["package_name"] == "shop"
        },
    }


def parse(folder, edits):
    project = folder / "project"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(CASES / "project", project)
    for edit in edits:
        apply(edit, project)
    text = (project / "project.yml").read_text()
    (project / "project.yml").unlink()
    (project / "dbt_project.yml").write_text(text + "\nprofile: shop\n")
    (project / "profiles.yml").write_text(PROFILES)
    os.chdir(project)
    os.environ["DBT_PROFILES_DIR"] = str(project)
    os.environ.pop("SILVER_AS", None)
    os.environ.update(edits[-1].get("env", {}) if edits else {})
    target = ["--target", edits[-1].get("target", "dev")] if edits else []
    result = dbtRunner().invoke(["--quiet", "--no-partial-parse", "parse", *target])
    assert result.success, result.exception
    return result.result, json.loads((project / "target" / "manifest.json").read_text()), target


def answer(manifest, word, state, target):
    args = ["--select", f"state:{word}", "--state", str(state), "--indirect-selection", "empty", *target]
    output = ["--output", "json", "--output-keys", "unique_id"]
    result = dbtRunner(manifest=manifest).invoke(["--quiet", "ls", *args, *output])
    assert result.success, result.exception
    return sorted(json.loads(line)["unique_id"] for line in result.result)


def difference(old, new):
    """What a manifest has otherwise than another: null is what is no longer there."""
    changed = {}
    for kind in old:
        ids = sorted({*old[kind], *new[kind]})
        found = {id: new[kind].get(id) for id in ids if old[kind].get(id) != new[kind].get(id)}
        if found:
            changed[kind] = found
    return changed


def main():
    edits = json.loads((CASES / "edits.json").read_text())
    by_name = {edit["name"]: edit for edit in edits}
    cases = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, written, _ = parse(folder, [])
        base = reduced(written)
        for edit in edits:
            before = [by_name[edit["base"]]] if "base" in edit else []
            _, earlier, _ = parse(folder, before)
            state = folder / "state"
            state.mkdir(exist_ok=True)
            (state / "manifest.json").write_text(json.dumps(earlier))
            manifest, now, target = parse(folder, [*before, edit])
            answers = {word: answer(manifest, word, state, target) for word in WORDS}
            usual = {"old": sorted({*now["nodes"], *now["sources"]}), "unmodified": None}
            usual["unmodified"] = sorted({*usual["old"]} - {*answers["modified"]})
            case = {"edit": edit["name"], "changed": difference(base, reduced(now))}
            case["answers"] = {word: ids for word, ids in answers.items() if ids != usual.get(word, [])}
            cases.append(case)
            print(edit["name"], json.dumps(case["answers"]))
    lines = ",\n".join(json.dumps(case, sort_keys=True) for case in cases)
    text = f'{{"dbt": "{__version__}",\n"base": {json.dumps(base, sort_keys=True)},\n"cases": [\n{lines}\n]}}\n'
    (CASES / "answers.json").write_text(text)


if __name__ == "__main__":
    main()
