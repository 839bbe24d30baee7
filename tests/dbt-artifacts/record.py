"""Writes down what dbt makes of the project tests/cases/dbt-artifacts/shop, into tests/cases/dbt-artifacts/dbt.

    <a Python with dbt-core and dbt-duckdb> tests/dbt-artifacts/record.py

Left out are the macros of dbt itself, which Assay has in words of its own, and what is of one run or one machine.
"""

import json
import os
import pathlib
import shutil
import tempfile

os.environ.update(DBT_SEND_ANONYMOUS_USAGE_STATS="0", DBT_ENV_CUSTOM_ENV_TEAM="us", TZ="UTC")

from dbt.cli.main import dbtRunner  # noqa: E402

cases = pathlib.Path(__file__).parent.parent / "cases" / "dbt-artifacts"
folder = pathlib.Path(tempfile.mkdtemp()).resolve() / "shop"
shutil.copytree(cases / "shop", folder)
os.chdir(folder)

steps = {
    "parse": ["manifest", "semantic_manifest"],
    "seed": [],
    "build": ["manifest", "run_results"],
    "docs generate": ["catalog"],
    "source freshness": ["sources"],
}


def kept(artifact):
    own = lambda entries: {
        key: value for key, value in entries.items() if not key.startswith(("macro.dbt.", "macro.dbt_duckdb.", "doc.dbt."))
    }
    return {key: own(value) if key in ("macros", "docs") else value for key, value in artifact.items()}


(cases / "dbt").mkdir(exist_ok=True)
dbtRunner().invoke(["deps"])
for command, artifacts in steps.items():
    dbtRunner().invoke(command.split())
    for artifact in artifacts:
        text = (folder / "target" / f"{artifact}.json").read_text().replace(str(folder), "$PROJECT")
        written = json.dumps(kept(json.loads(text)), indent=1, sort_keys=False, ensure_ascii=False)
        (cases / "dbt" / f"{command.split()[0]}.{artifact}.json").write_text(written + "\n")
shutil.rmtree(folder.parent)
