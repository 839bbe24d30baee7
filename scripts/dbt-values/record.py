"""Records what dbt's objects give to templates, into tests/cases/dbt-values/values.json.

Each expression of cases.json is evaluated in a macro, after what its group has before it.

Run it with the Python of an environment that has dbt-core and dbt-duckdb:

    <environment>/bin/python scripts/dbt-values/record.py
"""

import contextlib
import io
import json
import os
import tempfile
from pathlib import Path

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "0"
os.environ["TZ"] = "UTC"

from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.version import __version__  # noqa: E402

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "tests" / "cases" / "dbt-values"


def macro(name, group):
    texts = "\n".join("{%% do out.append((%s) | string) %%}" % expression for expression in group["expressions"])
    return "{%% macro %s() %%}{%% set out = [] %%}%s\n%s\n{%% do print(tojson(out)) %%}{%% endmacro %%}\n" % (
        name,
        group["before"],
        texts,
    )


def ask_dbt(groups):
    """What the expressions of each group are, as text."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "macros").mkdir()
        (root / "macros" / "values.sql").write_text("".join(macro(*each) for each in groups.items()))
        (root / "dbt_project.yml").write_text("name: shop\nversion: '1.0'\nprofile: shop\n")
        (root / "profiles.yml").write_text("shop: {target: dev, outputs: {dev: {type: duckdb, path: ':memory:'}}}\n")
        for name in groups:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                result = dbtRunner().invoke(
                    ["--quiet", "run-operation", name, "--project-dir", folder, "--profiles-dir", folder]
                )
            assert result.success, (name, result.exception, printed.getvalue()[:2000])
            yield name, json.loads(next(line for line in printed.getvalue().splitlines() if line.startswith('["')))


groups = json.loads((HERE / "cases.json").read_text())
recorded = {"dbt_version": __version__}
for name, texts in ask_dbt(groups):
    group = groups[name]
    recorded[name] = {"before": group["before"], "values": list(zip(group["expressions"], texts))}
OUT.mkdir(parents=True, exist_ok=True)
(OUT / "values.json").write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")
