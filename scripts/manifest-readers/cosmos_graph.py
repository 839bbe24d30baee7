"""Prints as JSON the nodes that astronomer-cosmos reads in a manifest, and the Airflow tasks that it makes of them:
cosmos_graph.py <manifest.json> <folder of the project>"""

import datetime
import json
import os
import sys
import tempfile

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp())
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"

from cosmos import DbtDag, ExecutionConfig, ProfileConfig, ProjectConfig, RenderConfig  # noqa: E402
from cosmos.constants import LoadMode, SourceRenderingBehavior  # noqa: E402

manifest, folder = sys.argv[1:]
dag = DbtDag(
    dag_id="project",
    start_date=datetime.datetime(2026, 1, 1),
    project_config=ProjectConfig(manifest_path=manifest, project_name="shop"),
    profile_config=ProfileConfig(
        profile_name="shop", target_name="dev", profiles_yml_filepath=os.path.join(folder, "profiles.yml")
    ),
    execution_config=ExecutionConfig(dbt_project_path=folder, dbt_executable_path="dbt"),
    render_config=RenderConfig(
        load_method=LoadMode.DBT_MANIFEST, source_rendering_behavior=SourceRenderingBehavior.ALL
    ),
)
nodes = {
    unique_id: {
        "type": node.resource_type.value,
        "dependencies": sorted(node.depends_on),
        "tags": sorted(node.tags),
        "config": node.config,
        "has tests": node.has_test,
        "has freshness": node.has_freshness,
        "name": node.name,
        "package": node.package_name,
        "file": os.path.relpath(node.file_path, folder),
    }
    for unique_id, node in dag.dbt_graph.nodes.items()
}
tasks = {
    task.task_id: {"operator": type(task).__name__, "upstream": sorted(task.upstream_task_ids)} for task in dag.tasks
}
print(json.dumps({"nodes": nodes, "tasks": tasks}, default=str))
