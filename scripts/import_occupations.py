"""Write `data/occupations/` from ESCO and O*NET: names only, each occupation beside our nearest role.

Usage: python scripts/import_occupations.py PATH-TO-TABLES
PATH-TO-TABLES holds `esco/` and `onet_27.0/` in their official layouts.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parent.parent

ESCO_ROLES = {
    "accounting manager": "finance-manager",
    "recruitment consultant": "recruiter",
    "search engine optimisation expert": "seo-sem-specialist",
    "membership administrator": "member-operations-specialist",
    "call centre agent": "after-sales-agent",
    "campaign canvasser": "event-assistant",
    "online community manager": "new-media-operator",
    "customer service representative": "after-sales-agent",
    "financial auditor": "senior-accountant",
    "event manager": "event-manager",
    "illustrator": "senior-visual-designer",
    "online sales channel manager": "operations-manager",
    "business intelligence manager": "data-manager",
    "promotion assistant": "event-assistant",
    "data scientist": "senior-data-analyst",
    "purchaser": "buyer",
    "commercial director": "multi-store-manager",
    "mobile application developer": "frontend-developer",
    "warehouse manager": "warehouse-supervisor",
    "financial manager": "finance-manager",
    "online marketer": "promotion-specialist",
    "visual merchandiser": "visual-designer",
    "purchasing manager": "purchasing-manager",
    "advertising media buyer": "promotion-specialist",
    "marketing assistant": "marketing-assistant",
    "freight transport dispatcher": "shipping-clerk",
    "membership manager": "crm-manager",
    "advertising manager": "marketing-manager",
    "logistics analyst": "inventory-controller",
    "advertising assistant": "marketing-assistant",
    "eBusiness manager": "operations-manager",
    "financial controller": "finance-supervisor",
    "distribution manager": "logistics-manager",
    "photographer": "product-photographer",
    "market research analyst": "senior-brand-planner",
    "graphic designer": "visual-designer",
    "call centre supervisor": "customer-service-supervisor",
    "public relations manager": "marketing-supervisor",
    "marketing manager": "marketing-manager",
    "video artist": "short-video-director",
    "department store manager": "store-manager",
    "event assistant": "event-assistant",
    "user interface developer": "frontend-developer",
    "shipping agent": "shipping-clerk",
    "copy editor": "editor",
    "database administrator": "backend-developer",
    "user interface designer": "ui-designer",
    "customer experience manager": "customer-service-manager",
    "contact centre supervisor": "customer-service-supervisor",
    "shop manager": "store-manager",
    "web content manager": "content-manager",
    "retail department manager": "store-manager",
    "ICT system developer": "senior-software-engineer",
    "supply chain manager": "supply-chain-director",
    "video and motion picture editor": "video-editor",
    "blogger": "editor",
    "database developer": "backend-developer",
    "advertising copywriter": "copywriter",
    "advertising media planner": "senior-ad-optimizer",
    "supermarket manager": "store-manager",
    "ICT buyer": "senior-buyer",
    "warehouse worker": "packer",
    "retail entrepreneur": "store-manager",
    "accounting assistant": "accountant",
    "public relations officer": "brand-promotion-specialist",
    "bookkeeper": "accountant",
    "web developer": "frontend-developer",
    "supply chain assistant": "shipping-clerk",
    "accounting analyst": "senior-accountant",
    "warehouse order picker": "packer",
    "human resources officer": "hr-specialist",
    "data analyst": "data-analyst",
    "digital media designer": "visual-designer",
    "digital artist": "senior-visual-designer",
    "inventory coordinator": "inventory-controller",
    "human resources assistant": "hr-assistant",
    "promotion manager": "event-manager",
    "category manager": "category-manager",
    "purchase planner": "senior-buyer",
    "digital marketing manager": "performance-marketing-manager",
    "call centre manager": "customer-service-manager",
    "brand manager": "senior-brand-planner",
    "advertising specialist": "senior-ad-optimizer",
    "distribution centre dispatcher": "shipping-clerk",
    "product and services manager": "merchandising-manager",
    "accountant": "accountant",
    "merchandiser": "merchandiser",
    "software developer": "backend-developer",
    "contact centre manager": "customer-service-manager",
    "hand packer": "packer",
    "human resources manager": "hr-manager",
    "live chat operator": "pre-sales-agent",
}
"""ESCO preferred label to role."""

ONET_ROLES = {
    "13-1199.06": "operations-specialist",
    "11-2021.00": "marketing-manager",
    "43-4051.00": "after-sales-agent",
    "41-2031.00": "pre-sales-agent",
    "13-1161.01": "seo-sem-specialist",
    "11-2011.00": "performance-marketing-manager",
    "13-1161.00": "brand-promotion-specialist",
    "27-3031.00": "brand-promotion-specialist",
    "11-2032.00": "marketing-supervisor",
    "27-3043.00": "copywriter",
    "27-3041.00": "editor",
    "15-1255.00": "ui-designer",
    "27-1024.00": "visual-designer",
    "27-4032.00": "video-editor",
    "27-4021.00": "product-photographer",
    "27-4031.00": "video-editor",
    "27-2012.00": "live-supervisor",
    "27-3011.00": "live-host",
    "41-9011.00": "live-host",
    "13-1121.00": "event-specialist",
    "15-2051.01": "data-analyst",
    "13-1022.00": "merchandiser",
    "27-1026.00": "merchandising-assistant",
    "11-3061.00": "purchasing-manager",
    "13-1023.00": "buyer",
    "43-5071.00": "shipping-clerk",
    "53-7065.00": "packer",
    "11-3071.00": "logistics-manager",
    "13-1081.00": "inventory-controller",
    "11-3071.04": "supply-chain-director",
    "43-5011.00": "shipping-clerk",
    "53-7064.00": "packer",
    "13-2011.00": "senior-accountant",
    "43-3031.00": "accountant",
    "11-3031.00": "finance-manager",
    "43-3051.00": "hr-specialist",
    "13-1071.00": "hr-specialist",
    "11-3121.00": "hr-manager",
    "43-4161.00": "hr-assistant",
    "15-1254.00": "frontend-developer",
    "15-1252.00": "backend-developer",
    "15-1242.00": "backend-developer",
    "15-1244.00": "it-support-specialist",
    "15-2051.00": "senior-data-analyst",
    "15-2031.00": "senior-data-analyst",
    "41-1011.00": "store-manager",
    "11-1021.00": "multi-store-manager",
    "15-1253.00": "test-engineer",
    "15-1232.00": "it-support-specialist",
    "11-3021.00": "technology-director",
    "13-1151.00": "senior-hr-specialist",
    "13-1141.00": "senior-hr-specialist",
    "13-2051.00": "senior-accountant",
    "43-6014.00": "hr-assistant",
    "15-1299.09": "digital-product-manager",
}
"""O*NET-SOC code to role."""


def slug(text: str) -> str:
    """A kebab-case id."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:64].strip("-")


def clean(names: list[str], known: set[str]) -> list[str]:
    """Names without blanks at the ends, repeats or bracketed remarks, in their order."""
    found = []
    for name in names:
        name = re.sub(r"\s*\([^)]*\)", "", name).strip()
        if len(name) > 2 and name.casefold() not in known:
            known.add(name.casefold())
            found.append(name)
    return found


def esco(folder: Path) -> Iterator[dict[str, object]]:
    """Occupations of ESCO."""
    sheet = CalamineWorkbook.from_path(folder / "occupationskills.xlsx").get_sheet_by_index(0).to_python()
    labels = {
        line.strip() for line in (folder / "skills_en_label.txt").read_text(encoding="utf-8").splitlines()
    }
    skills = {str(row[0]).strip(): str(row[1]) for row in sheet[1:]}
    with (folder / "occupations_en.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            label = row["preferredLabel"]
            if label in ESCO_ROLES:
                known = {label.casefold()}
                listed = [s.strip() for s in skills.get(label, "").split(",")]
                yield {
                    "id": f"esco-{slug(label)}",
                    "concept": f"esco:{row['conceptUri']}",
                    "label": label,
                    "role": ESCO_ROLES[label],
                    "titles": clean(row["altLabels"].split("\n"), known),
                    "skills": clean([s for s in listed if s in labels], set()),
                    "sources": [f"esco:{row['conceptUri']}"],
                }


def onet(folder: Path) -> Iterator[dict[str, object]]:
    """Occupations of O*NET."""
    titles: dict[str, list[str]] = {}
    for name, column in (
        ("Alternate Titles.txt", "Alternate Title"),
        ("Sample of Reported Titles.txt", "Reported Job Title"),
    ):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                titles.setdefault(row["O*NET-SOC Code"], []).append(row[column])
    with (folder / "Occupation Data.txt").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            code = row["O*NET-SOC Code"]
            if code in ONET_ROLES:
                yield {
                    "id": f"onet-{slug(code)}",
                    "concept": f"onet:{code}",
                    "label": row["Title"],
                    "role": ONET_ROLES[code],
                    "titles": clean(titles.get(code, []), {row["Title"].casefold()}),
                    "sources": [f"onet:{code}"],
                }


def main(tables: Path) -> None:
    """Write both files."""
    for name, records in (("esco", esco(tables / "esco")), ("onet", onet(tables / "onet_27.0"))):
        listed = sorted(records, key=lambda r: str(r["id"]))
        path = ROOT / "data" / "occupations" / f"{name}.yaml"
        head = "# Written by scripts/import_occupations.py: names of a public classification, see NOTICE.\n"
        path.write_text(
            head + yaml.safe_dump({"occupations": listed}, allow_unicode=True, sort_keys=False, width=110),
            encoding="utf-8",
        )
        print(f"{path.relative_to(ROOT)}: {len(listed)} occupations")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
