import { invalid, list, noDuplicates, optionalTextOf, problemUnless, type Problems, record, textOf } from "./check";

/** Up to ten sections with up to ten rows in all. */
export function listRows(action: Record<string, unknown>): Problems {
  const sections = list(action["sections"]).map(record);
  const rows = sections.flatMap((section) => list(section["rows"]).map(record));
  return [
    ...textOf(action["button"], "interactive['action']['button']", 20),
    ...problemUnless(sections.length >= 1 && sections.length <= 10, invalid("Invalid sections count. Min: 1, Max: 10")),
    // One section alone may go without a title.
    ...sections.flatMap((section) =>
      (sections.length > 1 ? textOf : optionalTextOf)(section["title"], "Section title", 24),
    ),
    ...problemUnless(rows.length >= 1, invalid("Total row count must be at least 1")),
    ...problemUnless(rows.length <= 10, invalid("Total row count exceed max allowed count: 10")),
    ...rows.flatMap((row) => [
      ...textOf(row["id"], "Row id", 200),
      ...textOf(row["title"], "Row title", 24),
      ...optionalTextOf(row["description"], "Row description", 72),
    ]),
    ...noDuplicates(
      rows.map((row) => row["id"]),
      "row ids",
    ),
  ];
}
