#!/usr/bin/env python3
"""What orders' gold tables must hold, computed the plain way: reference.py INPUT_DIR OUTPUT_DIR [--since DATE].

--since DATE counts, in metrics.json, only the orders in the files of the days from DATE on; the tables hold everything.
"""

import argparse
import csv
import json
import re
from collections import Counter
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path


class SetAside(Exception):
    """A record that is not loaded; its text is the reason."""


def null(value):
    return value is None or value == ""


def whole_number(value):
    """A JSON number or a text of digits; None if it is neither."""
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]+", str(value)):
        return None
    return int(value)


def decimal(value):
    """A JSON number or its text, of two decimals at most; None if it is neither."""
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]{1,2})?", str(value)):
        return None
    return Decimal(str(value))


def moment(value):
    """A time in UTC: ISO, with an offset or in UTC; day first, in UTC; seconds since 1970. None if it is none of these."""
    text = str(value)
    try:
        if re.fullmatch(r"[0-9]+", text):
            return datetime.fromtimestamp(int(text), timezone.utc)
        if re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9:]{8}", text):
            return datetime.strptime(text, "%d/%m/%Y %H:%M:%S").replace(tzinfo=timezone.utc)
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time.replace(tzinfo=timezone.utc) if time.tzinfo is None else time.astimezone(timezone.utc)


def json_lines(path):
    """Each line's object, or the reason why there is none."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                record = json.loads(line, parse_float=Decimal)
            except json.JSONDecodeError:
                record = None
            yield record if isinstance(record, dict) else "broken_json"


def csv_lines(path, columns):
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines, None)
        for fields in lines:
            yield dict(zip(columns, fields)) if len(fields) == len(columns) else "ragged"


def read_order(record, file_day):
    if null(record.get("order_id")):
        raise SetAside("null_key")
    if not null(record.get("user_id")) and whole_number(record["user_id"]) is None:
        raise SetAside("wrong_type")
    if null(record.get("user_id")):
        raise SetAside("null_user")
    created, updated = moment(record.get("created_at")), moment(record.get("updated_at"))
    if created is None or updated is None:
        raise SetAside("bad_time")
    if created.date() > file_day or updated.date() > file_day:
        raise SetAside("future")
    items = record.get("items")
    if isinstance(items, str):  # in a CSV, the list is a JSON text
        try:
            items = json.loads(items, parse_float=Decimal)
        except json.JSONDecodeError:
            items = None
    if not isinstance(items, list) or not items:
        raise SetAside("no_items")
    return {
        "order_id": record["order_id"],
        "user_id": whole_number(record["user_id"]),
        "created_at": created,
        "updated_at": updated,
        "items": [read_item(item) for item in items],
    }


def read_item(item):
    qty, price = whole_number(item.get("qty")), decimal(item.get("price"))
    if null(item.get("sku")) or qty is None or qty < 1 or price is None or price < 0:
        raise SetAside("bad_item")
    return {"sku": item["sku"], "qty": qty, "price": price}


def read_user(record):
    if null(record["user_id"]):
        raise SetAside("null_key")
    if whole_number(record["user_id"]) is None:
        raise SetAside("wrong_type")
    return {**record, "user_id": whole_number(record["user_id"])}


def read_product(record):
    if null(record.get("sku")):
        raise SetAside("null_key")
    price = decimal(record.get("price"))
    if price is None:
        raise SetAside("wrong_type")
    if price < 0:
        raise SetAside("negative_price")
    return {**record, "price": price}


def load(source, records, read, intake):
    """The records that can be read; every record is counted."""
    loaded = []
    for record in records:
        try:
            if isinstance(record, str):
                raise SetAside(record)
            loaded.append(read(record))
            intake[source, "loaded"] += 1
        except SetAside as reason:
            intake[source, str(reason)] += 1
    return loaded


def latest(records, key):
    """Of each key, the record updated last."""
    kept = {}
    for record in records:
        before = kept.get(record[key])
        if before is None or record["updated_at"] > before["updated_at"]:
            kept[record[key]] = record
    return kept


def write(folder, name, columns, rows):
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def utc(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--since", type=date.fromisoformat, default=date.min)
    args = parser.parse_args()

    intake = Counter()
    orders, recent = [], []
    input_orders = 0
    for path in sorted((args.input / "orders").iterdir()):
        file_day = date.fromisoformat(path.stem)
        if path.suffix == ".json":
            source, records = "orders_json", list(json_lines(path))
        else:
            columns = ["order_id", "user_id", "items", "created_at", "updated_at"]
            source, records = "orders_csv", list(csv_lines(path, columns))
        loaded = load(source, records, lambda record: read_order(record, file_day), intake)
        orders += loaded
        if file_day >= args.since:
            input_orders += len(records)
            recent += loaded
    user_lines = csv_lines(args.input / "users.csv", ["user_id", "name", "email", "country", "updated_at"])
    users = latest(load("users", user_lines, read_user, intake), "user_id")
    products = latest(load("products", json_lines(args.input / "products.json"), read_product, intake), "sku")

    facts, lines = [], []
    for order in latest(orders, "order_id").values():
        order_id, day = order["order_id"], order["created_at"].date()
        user = users.get(order["user_id"], {"name": "", "country": ""})
        total = sum(item["qty"] * item["price"] for item in order["items"])
        quantity = sum(item["qty"] for item in order["items"])
        times = utc(order["created_at"]), utc(order["updated_at"])
        who = order["user_id"], user["name"], user["country"]
        facts.append((day, order_id, *who, *times, len(order["items"]), quantity, f"{total:.2f}"))
        for number, item in enumerate(order["items"], start=1):
            product = products.get(item["sku"], {"name": "", "category": ""})
            what = item["sku"], product["name"], product["category"], item["qty"]
            price = f"{item['price']:.2f}", f"{item['qty'] * item['price']:.2f}"
            lines.append((day, order_id, number, *what, *price))

    args.output.mkdir(parents=True, exist_ok=True)
    columns = "order_date order_id user_id user_name user_country created_at updated_at items quantity total"
    write(args.output, "fact_orders", columns.split(), sorted(facts))
    columns = "order_date order_id line sku product_name category qty price amount"
    write(args.output, "fact_order_items", columns.split(), sorted(lines))
    rows = sorted((u["user_id"], u["name"], u["email"], u["country"]) for u in users.values())
    write(args.output, "dim_user", ["user_id", "name", "email", "country"], rows)
    rows = sorted((p["sku"], p["name"], p["category"], f"{p['price']:.2f}") for p in products.values())
    write(args.output, "dim_product", ["sku", "name", "category", "price"], rows)
    counts = sorted((source, outcome, n) for (source, outcome), n in intake.items())
    write(args.output, "intake", ["source", "outcome", "records"], counts)
    counted = latest(recent, "order_id").values()
    metrics = {
        "input_orders": input_orders,
        "valid_orders": len(recent),
        "deduped_orders": len(counted),
        "items": sum(len(order["items"]) for order in counted),
        "dim_user": len(users),
        "dim_product": len(products),
    }
    (args.output / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n")


if __name__ == "__main__":
    main()
