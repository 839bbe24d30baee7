"""Builds a project from Dagster, with what is given as its dbt, and prints as JSON what Dagster saw of that:
dagster_build.py <folder of the project> <executable>"""

import json
import sys
from pathlib import Path

from dagster import AssetExecutionContext, materialize
from dagster_dbt import DbtCliResource, dbt_assets

folder, executable = sys.argv[1:]


@dbt_assets(manifest=Path(folder) / "target" / "manifest.json")
def project(context: AssetExecutionContext, dbt: DbtCliResource):
    yield from dbt.cli(["build"], context=context, raise_on_error=False).stream()


resource = DbtCliResource(project_dir=folder, profiles_dir=folder, dbt_executable=executable)
result = materialize([project], resources={"dbt": resource}, raise_on_error=False)
seen = {
    "materialized": sorted(event.asset_key.to_user_string() for event in result.get_asset_materialization_events()),
    "checked": {
        f"{check.asset_key.to_user_string()}: {check.check_name}": check.passed
        for check in result.get_asset_check_evaluations()
    },
}
print("\n" + json.dumps(seen, sort_keys=True))
