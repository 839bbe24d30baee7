"""Asks dbt what it selects for every line of cases.txt and writes the answers to tests/cases/selection/.

Run it with the Python of an environment that has dbt-core and dbt-duckdb:

    <environment>/bin/python scripts/selection-oracle/record.py
"""

import json
import os
import shlex
import shutil
import tempfile
from pathlib import Path

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "0"

import yaml  # noqa: E402
from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.version import __version__  # noqa: E402

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "tests" / "cases" / "selection"
KINDS = ["nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests"]


def lines(items):
    return "[\n" + ",\n".join(json.dumps(item, sort_keys=True) for item in items) + "\n]"


def node_of(node):
    """The fields that selection reads."""
    patch = node.get("patch_path")
    test = node.get("test_metadata")
    entry = {
        "id": node["unique_id"],
        "resource": node["resource_type"],
        "name": node["name"],
        "package": node["package_name"],
        "path": node["original_file_path"],
        "patchPath": patch.split("://")[1] if patch else None,
        "fqn": node["fqn"],
        "tags": tags_of(node),
        "dependsOn": node.get("depends_on", {}).get("nodes", []),
        "group": node.get("config", {}).get("group"),
        "config": config_of(node),
        "access": node.get("access") if node["resource_type"] == "model" else None,
        "version": node.get("version"),
        "latestVersion": node.get("latest_version"),
        "sourceName": node.get("source_name"),
        "genericTest": test["name"] if test else None,
    }
    return {key: value for key, value in entry.items() if value is not None}


def tags_of(node):
    """What `tag:` searches; dbt writes the tags of unit tests into their config only."""
    return node["config"]["tags"] if node["resource_type"] == "unit_test" else node.get("tags", [])


def config_of(node):
    """What `config.` searches: of the kinds in nodes and sources only."""
    if node["resource_type"] in ["exposure", "metric", "semantic_model", "saved_query", "unit_test"]:
        return None
    return {key: value for key, value in node["config"].items() if value is not None}


def answer(manifest, args, state):
    unmatched = []

    def listen(event):
        if event.info.name == "NoNodesForSelectionCriteria":
            unmatched.append(event.data.spec_raw)

    runner = dbtRunner(manifest=manifest, callbacks=[listen])

    output = ["--output", "json", "--output-keys", "unique_id", "--state", str(state)]
    result = runner.invoke(["--quiet", "ls", *args, *output])
    case = {"args": args}
    if result.success:
        case["nodes"] = sorted(json.loads(line)["unique_id"] for line in result.result)
    else:
        case["error"] = str(result.exception).strip().splitlines()[-1].strip()
    if unmatched:
        case["unmatched"] = unmatched
    return case


def main():
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(HERE / "project", project)
        os.chdir(project)
        os.environ["DBT_PROFILES_DIR"] = str(project)
        dbtRunner().invoke(["--quiet", "deps"])
        dbtRunner().invoke(["--quiet", "build"])
        state = Path(folder) / "state"
        shutil.copytree("target", state)
        results = json.loads((state / "run_results.json").read_text())["results"]
        manifest = dbtRunner().invoke(["--quiet", "parse"]).result
        written = json.loads(Path("target/manifest.json").read_text())
        nodes = [node_of(node) for kind in KINDS for node in written[kind].values()]
        commands = [
            shlex.split(line, posix="\\" not in line)
            for line in (HERE / "cases.txt").read_text().splitlines()
            if line and not line.startswith("#")
        ]
        cases = [answer(manifest, args, state) for args in commands]
        OUT.mkdir(parents=True, exist_ok=True)
        selectors = yaml.safe_load(Path("selectors.yml").read_text())["selectors"]
        fixture = {
            "project": "shop",
            "results": {result["unique_id"]: result["status"] for result in results},
        }
        text = json.dumps(fixture, sort_keys=True)[:-1]
        text += f', "selectors": {lines(selectors)}, "nodes": {lines(nodes)}' + "}\n"
        (OUT / "project.json").write_text(text)
        (OUT / "answers.json").write_text(f'{{"dbt": "{__version__}", "cases": {lines(cases)}}}\n')
        print(f"{len(nodes)} nodes, {len(cases)} answers")


if __name__ == "__main__":
    main()
