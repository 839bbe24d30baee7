"""Records what dbt's built-in macros are and what they print, into tests/cases/dbt-macros/.

signatures.json has the parameters of every macro of dbt's global project and of dbt-duckdb's; sql.json has what the
calls of cases.json print in dbt, and what DuckDB answers to that.

Run it with the Python of an environment that has dbt-core and dbt-duckdb:

    <environment>/bin/python scripts/dbt-macros/record.py
"""

import contextlib
import io
import json
import os
import tempfile
from pathlib import Path

os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "0"

import duckdb  # noqa: E402
import jinja2.nodes  # noqa: E402
from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.version import __version__  # noqa: E402
from dbt_common.clients.jinja import parse  # noqa: E402

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "tests" / "cases" / "dbt-macros"
PREFIX = "dbt_macro__"


def lines(items):
    return "{\n" + ",\n".join("  %s: %s" % (json.dumps(key), json.dumps(value)) for key, value in items) + "\n}\n"


def signatures(folder):
    """Each parameter by name; those with a default end in `=`."""
    found = {}
    for path in sorted(folder.rglob("*.sql")):
        for macro in parse(path.read_text()).find_all(jinja2.nodes.Macro):
            name = macro.name.removeprefix(PREFIX)
            required = len(macro.args) - len(macro.defaults)
            named = [] if name.startswith("materialization_") else macro.args
            found[name] = [arg.name + ("=" if i >= required else "") for i, arg in enumerate(named)]
    return sorted(found.items())


def record_signatures():
    import dbt.include.duckdb
    import dbt.include.global_project

    recorded = {}
    for name, module in [("dbt", dbt.include.global_project), ("dbt_duckdb", dbt.include.duckdb)]:
        recorded[name] = signatures(Path(module.__file__).parent)
    parts = ",\n".join(f'"{name}": {lines(items).strip()}' for name, items in recorded.items())
    (OUT / "signatures.json").write_text(f'{{\n"dbt_version": "{__version__}",\n{parts}\n}}\n')


def ask_dbt(calls):
    """What each call prints, from one run of one macro that makes all of them."""
    body = "\n".join("{%% do out.append((%s) | string) %%}" % call for call in calls)
    macro = "{%% macro record() %%}{%% set out = [] %%}\n%s\n{{ print(tojson(out)) }}{%% endmacro %%}" % body
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "macros").mkdir()
        (root / "macros" / "record.sql").write_text(macro)
        (root / "dbt_project.yml").write_text("name: shop\nversion: '1.0'\nprofile: shop\n")
        (root / "profiles.yml").write_text("shop: {target: dev, outputs: {dev: {type: duckdb, path: ':memory:'}}}\n")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            result = dbtRunner().invoke(
                ["--quiet", "run-operation", "record", "--project-dir", folder, "--profiles-dir", folder]
            )
        assert result.success, (result.exception, printed.getvalue())
        return json.loads(next(line for line in printed.getvalue().splitlines() if line.startswith("[")))


def answer(query):
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    return [list(row) for row in connection.execute(f"select columns(*)::varchar from ({query}\n)").fetchall()]


def record_sql():
    given = json.loads((HERE / "cases.json").read_text())
    printed = ask_dbt([call for call, _ in given["cases"]])
    recorded = []
    for (call, query), text in zip(given["cases"], printed):
        case = {"call": call, "text": text}
        if query is not None:
            case["query"] = query.replace("{rows}", given["rows"])
            case["answer"] = answer(case["query"].replace("{}", text))
        recorded.append(case)
    (OUT / "sql.json").write_text("[\n" + ",\n".join(json.dumps(case) for case in recorded) + "\n]\n")


OUT.mkdir(parents=True, exist_ok=True)
record_signatures()
record_sql()
