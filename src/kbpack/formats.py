"""A report in the forms that people and machines read: text, JSON, JUnit, SARIF and GitHub annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbpack import __version__
from kbpack.paths import DESCRIPTOR as PATH
from kbpack.report import Issue, Report

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

JSON_VERSION = 1
"""Of the JSON form, described in `report.schema.json`; a change that breaks readers raises it."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

PACKAGE_CHECKS = {
    "descriptor": "the descriptor is a well-formed Data Package with safe paths",
    "missing": "every file that the package names is there",
    "bytes": "every file has the size that the descriptor says",
    "hash": "every file has the hash that the descriptor says",
    "undeclared": "no file in data/ is undeclared",
    "document": "every document is there and unchanged",
    "corpus": "the corpus gives a package",
}
TABLE_CHECKS = {
    "schema": "the table is described as its model says",
    "structure": "the file is CSV with the right labels and a cell for each",
    "type": "every cell has the type of its field",
    "required": "every required cell is filled",
    "unique": "every key is there once",
    "bound": "every value is within its bounds",
    "code": "every code is on its list",
    "pattern": "every value has the form of its field",
    "rule": "the cells of a row agree",
    "reference": "every reference is to a row that is there",
    "order": "the rows are in their order",
    "quote": "every quote is in its document at its offsets",
    "evidence": "every cell that was read is what its words give",
    "stale": "a build gives the same file",
}


def as_text(report: Report, tables: Sequence[str] = ()) -> str:  # noqa: ARG001  all forms are called alike
    """One line for each issue, then a line with the counts."""
    lines = [f"{issue.severity}: {issue}" for issue in report]
    errors, warnings = report.count("error"), report.count("warning")
    return "\n".join([*lines, f"{errors} errors, {warnings} warnings" if errors or warnings else "good"]) + "\n"


def as_json(report: Report, tables: Sequence[str] = ()) -> str:
    """The JSON form of `report.schema.json`."""
    found = {
        "version": JSON_VERSION,
        "tool": {"name": "kbpack", "version": __version__},
        "good": report.good,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "tables": list(tables),
        "issues": [_plain(issue) for issue in report],
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _plain(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": issue.severity,
        "message": issue.message,
        "remedy": issue.remedy,
        "table": issue.table,
        "row": issue.row,
        "field": issue.field,
        "path": issue.path,
        "path_line": issue.path_line,
        "path_column": issue.path_column,
        "document": issue.document,
        "line": issue.line if issue.document else None,
        "column": issue.column if issue.document else None,
        "more": issue.rest,
    }


def as_junit(report: Report, tables: Sequence[str] = ()) -> str:
    """One test suite for the package and one for each table, with one case for each check."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415  slow to load, and the other forms do not need it

    root = ET.Element("testsuites", name="kbpack validate")
    named = [*dict.fromkeys([*tables, *(issue.table for issue in report if issue.table)])]
    _suite(root, "package", PACKAGE_CHECKS, [issue for issue in report if not issue.table])
    for table in named:
        _suite(root, table, TABLE_CHECKS, [issue for issue in report if issue.table == table])
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ET.Element, name: str, checks: dict[str, str], issues: Sequence[Issue]) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  as above

    codes = [*dict.fromkeys([*checks, *(issue.code for issue in issues)])]
    failed = {issue.code for issue in issues if issue.severity == "error"}
    suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(codes)), failures=str(len(failed)))
    for code in codes:
        case = ET.SubElement(suite, "testcase", classname=name, name=checks.get(code, code))
        mine = [issue for issue in issues if issue.code == code]
        wrong = [issue for issue in mine if issue.severity == "error"]
        if wrong:
            failure = ET.SubElement(case, "failure", message=_xml(str(wrong[0])), type=code)
            failure.text = _xml("\n".join(str(issue) for issue in wrong))
        notes = [issue for issue in mine if issue.severity == "warning"]
        if notes:
            ET.SubElement(case, "system-out").text = _xml("\n".join(str(issue) for issue in notes))


def _xml(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return "".join(c if c in "\t\n\r" or (ord(c) >= ord(" ") and c not in "\ufffe\uffff") else "\ufffd" for c in text)


def as_sarif(report: Report, tables: Sequence[str] = ()) -> str:  # noqa: ARG001  all forms are called alike
    """SARIF 2.1.0: each result at its cell, with its words in the document as a related place."""
    checks = PACKAGE_CHECKS | TABLE_CHECKS
    codes = [*dict.fromkeys([*checks, *(issue.code for issue in report)])]
    rules = [{"id": code, "shortDescription": {"text": checks.get(code, code)}} for code in codes]
    driver = {"name": "kbpack", "semanticVersion": __version__, "rules": rules}
    results = [_result(issue, codes) for issue in report]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    found = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _result(issue: Issue, codes: Sequence[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.code,
        "ruleIndex": codes.index(issue.code),
        "level": issue.severity,
        "message": {"text": str(issue)},
        "locations": [_place(issue.path or "datapackage.json", issue.path_line, issue.path_column)],
    }
    if issue.document:
        related = _place(issue.document, issue.line, issue.column)
        result["relatedLocations"] = [related | {"id": 0, "message": {"text": "the words in the document"}}]
    return result


def _place(path: str, line: int | None, column: int | None) -> dict[str, Any]:
    region = {"startLine": line} | ({"startColumn": column} if column else {}) if line else {}
    place: dict[str, Any] = {"artifactLocation": {"uri": path}}
    return {"physicalLocation": place | ({"region": region} if region else {})}


def as_github(report: Report, tables: Sequence[str] = ()) -> str:  # noqa: ARG001  all forms are called alike
    """Workflow commands: an annotation at the cell, and a notice at its words in the document."""
    return "".join(f"{line}\n" for issue in report for line in _annotations(issue))


def _annotations(issue: Issue) -> Iterator[str]:
    yield _command(issue.severity, issue, (issue.path or "datapackage.json", issue.path_line, issue.path_column))
    if issue.document and issue.line:
        yield _command("notice", issue, (issue.document, issue.line, issue.column))


def _command(level: str, issue: Issue, place: tuple[str, int | None, int | None]) -> str:
    path, line, column = place
    properties = [f"file={_property(path)}"]
    properties += [f"line={line}"] if line else []
    properties += [f"col={column}"] if line and column else []
    properties.append(f"title={_property(f'kbpack {issue.code}')}")
    return f"::{level} {','.join(properties)}::{_data(str(issue))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report, Sequence[str]], str]] = {
    "text": as_text,
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_github,
}


def tables_of(folder: Path) -> list[str]:
    """The names of the resources that the descriptor in a folder has, as far as it can be read."""
    try:
        descriptor = json.loads((folder / PATH).read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    names = [one.get("name") for one in resources if isinstance(one, dict)] if isinstance(resources, list) else []
    return [name for name in names if isinstance(name, str)]
