#!/usr/bin/env python3
"""What reports' curated tables must hold, computed the plain way: reference.py INPUT_DIR OUTPUT_DIR [--as-of DATE].

--as-of DATE reads only the landing folders of the dates up to and including DATE.
"""

import argparse
import csv
import json
import re
from collections import Counter
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

COLUMNS = {
    "customers": ["customer_id", "name", "email", "country", "updated_at"],
    "orders": ["order_id", "customer_id", "amount", "status", "ordered_at", "updated_at"],
}
STATUSES = ["created", "paid", "shipped", "cancelled"]


class SetAside(Exception):
    """A record that is not loaded; its text is the reason."""


def text(value):
    """Trimmed; None if there is nothing."""
    return None if value is None or str(value).strip() == "" else str(value).strip()


def number(value, pattern, kind):
    if text(value) is None:
        return None
    if isinstance(value, bool) or not re.fullmatch(pattern, text(value)):
        raise SetAside("wrong_type")
    return kind(text(value))


def whole_number(value):
    return number(value, r"[+-]?[0-9]+", int)


def decimal(value):
    return number(value, r"[+-]?[0-9]+(\.[0-9]{1,2})?", Decimal)


def moment(value):
    """A time in UTC: ISO, with an offset or in UTC; day first, in UTC; seconds since 1970."""
    try:
        if re.fullmatch(r"[0-9]+", text(value) or ""):
            return datetime.fromtimestamp(int(value), timezone.utc)
        if re.fullmatch(r"[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9:]{8}", text(value) or ""):
            return datetime.strptime(text(value), "%d/%m/%Y %H:%M:%S").replace(tzinfo=timezone.utc)
        time = datetime.fromisoformat(text(value) or "")
    except ValueError:
        raise SetAside("bad_time") from None
    return time.replace(tzinfo=timezone.utc) if time.tzinfo is None else time.astimezone(timezone.utc)


def read_customer(record, _):
    if text(record["customer_id"]) is None:
        raise SetAside("null_key")
    return {
        "customer_id": whole_number(record["customer_id"]),
        "name": text(record["name"]),
        "email": text(record["email"]) and text(record["email"]).lower(),
        "country": text(record["country"]),
        "updated_at": moment(record["updated_at"]),
    }


def read_order(record, folder_date):
    if text(record.get("order_id")) is None:
        raise SetAside("null_key")
    customer_id, amount = whole_number(record.get("customer_id")), decimal(record.get("amount"))
    if amount is None:
        raise SetAside("null_amount")
    if amount < 0:
        raise SetAside("negative_amount")
    status = (text(record.get("status")) or "").lower()
    if status not in STATUSES:
        raise SetAside("bad_status")
    ordered_at, updated_at = moment(record.get("ordered_at")), moment(record.get("updated_at"))
    if ordered_at.date() > folder_date:
        raise SetAside("future")
    return {
        "order_id": text(record["order_id"]),
        "customer_id": customer_id,
        "amount": amount,
        "status": status,
        "ordered_at": ordered_at,
        "updated_at": updated_at,
    }


def read_event(record, folder_date):
    if text(record.get("event_id")) is None:
        raise SetAside("null_key")
    customer_id = whole_number(record.get("customer_id"))
    occurred_at = moment(record.get("occurred_at"))
    if occurred_at.date() > folder_date:
        raise SetAside("future")
    return {
        "event_id": text(record["event_id"]),
        "customer_id": customer_id,
        "event_type": text(record.get("event_type")),
        "page": text(record.get("page")),
        "device": text(record.get("device")),
        "occurred_at": occurred_at,
    }


def records_of(path, topic):
    """Each record of a file, or the reason why there is none."""
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            lines = csv.reader(file)
            next(lines, None)
            for fields in lines:
                yield dict(zip(COLUMNS[topic], fields)) if len(fields) == len(COLUMNS[topic]) else "ragged"
            return
        for line in file:
            try:
                record = json.loads(line, parse_float=Decimal)
            except json.JSONDecodeError:
                record = None
            yield record if isinstance(record, dict) else "broken_json"


def read_topic(landing, topic, read, as_of, intake):
    """The raw rows of a topic, in the order of their folders."""
    raw = []
    for folder in sorted((landing / topic).iterdir()):
        folder_date = date.fromisoformat(folder.name)
        if as_of and folder_date > as_of:
            continue
        for path in sorted(folder.iterdir()):
            for record in records_of(path, topic):
                try:
                    if isinstance(record, str):
                        raise SetAside(record)
                    raw.append({**read(record, folder_date), "processing_date": folder_date})
                    intake[topic, folder_date, "loaded"] += 1
                except SetAside as reason:
                    intake[topic, folder_date, str(reason)] += 1
    return raw


def deduplicated(raw, key):
    """Of each key the row updated last; of those that tie (copies), the one that came first."""
    kept = {}
    for row in raw:
        before = kept.get(row[key])
        if before is None or row.get("updated_at", 0) > before.get("updated_at", 0):
            kept[row[key]] = row
    return list(kept.values())


def shown(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def write(folder, name, columns, rows):
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns.split())
        out.writerows(sorted([shown(row[column]) for column in columns.split()] for row in rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat)
    args = parser.parse_args()

    intake = Counter()
    landing = args.input / "landing"
    customers = deduplicated(read_topic(landing, "customers", read_customer, args.as_of, intake), "customer_id")
    orders = deduplicated(read_topic(landing, "orders", read_order, args.as_of, intake), "order_id")
    events = deduplicated(read_topic(landing, "events", read_event, args.as_of, intake), "event_id")

    known = {customer["customer_id"] for customer in customers}
    for order in orders:
        order.update(customer_known=order["customer_id"] in known, order_date=order["ordered_at"].date())
    for event in events:
        event.update(customer_known=event["customer_id"] in known, event_date=event["occurred_at"].date())

    columns = "customer_id name email country updated_at processing_date"
    write(args.output, "dim_customer", columns, customers)
    columns = "order_id customer_id customer_known ordered_at order_date status amount updated_at processing_date"
    write(args.output, "fact_orders", columns, orders)
    columns = "event_id customer_id customer_known event_type page device occurred_at event_date processing_date"
    write(args.output, "fact_events", columns, events)
    rows = [
        {"topic": topic, "processing_date": day, "outcome": outcome, "records": n}
        for (topic, day, outcome), n in intake.items()
    ]
    write(args.output, "intake", "topic processing_date outcome records", rows)


if __name__ == "__main__":
    main()
