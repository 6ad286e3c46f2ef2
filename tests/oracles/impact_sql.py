"""Runs a script of `podwright impact --sql` in DuckDB, or reads it with sqlglot: run|duckdb|athena|bigquery SCRIPT."""

import json
import sys


def run(script):
    import duckdb

    rows = duckdb.connect().execute(script).fetchall()
    return {"downloads": sum(row[2] for row in rows), "rows": {f"{day},{episode}": count for day, episode, count in rows}}


def parse(script, dialect):
    import sqlglot

    statements = [one for one in sqlglot.parse(script, dialect=dialect, error_level=sqlglot.ErrorLevel.RAISE) if one is not None]
    return {"statements": len(statements)}


def main():
    engine, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        script = file.read()
    json.dump(run(script) if engine == "run" else parse(script, engine), sys.stdout)


main()
