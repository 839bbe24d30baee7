"""Writes the expected outputs of tests/cases/template/**/*.case, as CPython's jinja2 gives them.

A case file starts with a JSON object of variables. Each case is a line `====`, the template, and either
`---- output` with the text or `---- error <class> line <n>` with the message, which is not compared.
"""

import datetime
import decimal
import json
import pathlib
import sys
import traceback

import jinja2

CASES = pathlib.Path(__file__).parents[2] / "tests" / "cases" / "template"
POLICIES = {"execute": jinja2.Undefined, "strict": jinja2.StrictUndefined}


def environment(policy):
    env = jinja2.Environment(
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], undefined=POLICIES[policy]
    )
    env.globals.update(
        Decimal=decimal.Decimal, datetime=datetime, set=set, zip=zip, tuple=tuple, list=list, str=str, repr=repr
    )
    return env


def evaluate(template, variables, policy):
    try:
        text = environment(policy).from_string(template).render(**variables)
        return f"---- output\n{text}"
    except jinja2.TemplateSyntaxError as problem:
        return f"---- error {type(problem).__name__} line {problem.lineno}\n{first_line(problem)}"
    except Exception as problem:
        lines = [f.lineno for f in traceback.extract_tb(problem.__traceback__) if f.filename == "<template>"]
        return f"---- error {type(problem).__name__} line {lines[-1] if lines else '?'}\n{first_line(problem)}"


def first_line(problem):
    return str(problem).split("\n")[0]


def regenerate(path):
    head, *cases = path.read_text(encoding="utf-8").split("\n====\n")
    settings = json.loads(head)
    done = [head]
    for case in cases:
        template = case.split("\n---- ")[0]
        done.append(template + "\n" + evaluate(template, settings.get("vars", {}), settings.get("undefined", "execute")))
    text = "\n====\n".join(done)
    path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    return len(cases)


if __name__ == "__main__":
    total = sum(regenerate(path) for path in sorted(CASES.rglob("*.case")))
    print(f"{total} cases regenerated with jinja2 {jinja2.__version__} on Python {sys.version.split()[0]}")
