"""Write `docs/examples/team/people.xlsx`, the invented personnel list that docs/team-leads.md works with."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

PATH = Path(__file__).resolve().parents[1] / "docs" / "examples" / "team" / "people.xlsx"

HEADER = (
    "Employee number",
    "Name",
    "Gender",
    "Age",
    "Job title",
    "Months in post",
    "Months in company",
    "Performance rating",
    "Potential",
    "Skills",
    "Coaching (self)",
    "Wishes",
)

PEOPLE: tuple[tuple[str | int | None, ...], ...] = (
    (
        *(201, "Iris Wen", "F", 34, "資深客服", 26, 41, 5, 4),
        (
            "Team management:3, Service quality inspection:3, Service data analysis:3, "
            "Service shift scheduling:4, Complaint handling:4, Live chat service:4"
        ),
        3,
        "Customer service supervisor",
    ),
    (
        *(202, "Paul Hsu", "M", 29, "Pre-sales agent", 17, 17, 4, 4),
        (
            "Inquiry conversion:4, Product knowledge:4, Complaint handling:4, Service scripts:4, "
            "Live chat service:4"
        ),
        None,
        "Senior customer service agent",
    ),
    (
        *(203, "Nora Tan", "F", 45, "Pre-sales agent", 8, 8, 3, None),
        "Inquiry conversion:3, Product knowledge:3, Complaint handling:3, Live chat service:3",
        None,
        None,
    ),
    (
        *(204, "Owen Shih", "M", 38, "After-sales agent", 20, 20, 3, 3),
        "After-sales handling:4, Complaint handling:3, Dispute resolution:4, Product knowledge:3",
        None,
        None,
    ),
    (
        *(205, "Mina Roy", "F", 22, "CS newbie", 5, 5, 4, None),
        "Pre-sales consulting:3, Live chat service:3, Inquiry conversion:3, Product knowledge:3",
        None,
        None,
    ),
    (
        *(206, "Theo Pan", "M", 31, "Visual designer", 22, 22, 4, 5),
        "Banner and poster design:4, Main image design:4, Brand visual identity:3, Ad creative testing:2",
        None,
        "Senior visual designer",
    ),
    (
        *(207, "Vera Lim", "F", 27, "Design assistant", 9, 9, 3, 4),
        "Image retouching:3, Product page design:2, Main image design:3",
        None,
        None,
    ),
    (208, "Yuki Mori", "F", 26, "Packer", 3, 3, None, None, None, None, None),
    (None, "Leon Gao", "M", 24, "Packer", 7, 7, None, None, "Picking and packing:3", None, None),
)


def main() -> None:
    """Write the file; the same bytes each time."""
    PATH.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(PATH) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})
        sheet = book.add_worksheet("People")
        sheet.write(0, 0, "Fair Day Goods, personnel list (invented: none of these people exists)")
        for column, name in enumerate(HEADER):
            sheet.write(2, column, name)
        for row, person in enumerate(PEOPLE, 3):
            for column, value in enumerate(person):
                if value is not None:
                    sheet.write(row, column, value)
    print(f"wrote {PATH.name}")


if __name__ == "__main__":
    main()
