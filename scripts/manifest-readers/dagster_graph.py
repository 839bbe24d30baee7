"""Prints as JSON the assets and checks that dagster-dbt makes of a manifest: dagster_graph.py <manifest.json>"""

import json
import sys
from pathlib import Path

from dagster_dbt import dbt_assets


@dbt_assets(manifest=Path(sys.argv[1]))
def project(context): ...


# The SQL of a model ends its description, and is told apart by its hash.
assets = {
    spec.key.to_user_string(): {
        "dependencies": sorted(dependency.asset_key.to_user_string() for dependency in spec.deps),
        "group": spec.group_name,
        "kinds": sorted(spec.kinds),
        "owners": sorted(spec.owners or []),
        "tags": dict(sorted(spec.tags.items())),
        "description": spec.description,
        "code version": spec.code_version,
        "metadata": {
            key: str(value)
            for key, value in sorted(spec.metadata.items())
            if key.startswith("dagster/") or key in ("dagster_dbt/unique_id", "dagster-dbt/materialization_type")
        },
    }
    for spec in project.specs
}
checks = {
    f"{check.asset_key.to_user_string()}: {check.name}": {
        "blocking": check.blocking,
        "description": check.description,
        "dependencies": sorted(dependency.asset_key.to_user_string() for dependency in check.additional_deps),
    }
    for check in project.check_specs
}
print(json.dumps({"assets": assets, "checks": checks}))
