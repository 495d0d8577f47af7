import { invalid, list, problemUnless, type Problems, record, textOf } from "./check";

type Fields = Record<string, unknown>;

export function oneProduct(action: Fields): Problems {
  return [
    ...textOf(action["catalog_id"], "interactive['action']['catalog_id']", 256),
    ...textOf(action["product_retailer_id"], "interactive['action']['product_retailer_id']", 256),
  ];
}

/** Up to 30 products in up to 10 titled sections. */
export function productSections(action: Fields): Problems {
  const sections = list(action["sections"]).map(record);
  const products = sections.flatMap((section) => list(section["product_items"]).map(record));
  return [
    ...textOf(action["catalog_id"], "interactive['action']['catalog_id']", 256),
    ...problemUnless(sections.length >= 1 && sections.length <= 10, invalid("Invalid sections count. Min: 1, Max: 10")),
    ...sections.flatMap((section) => (sections.length > 1 ? textOf(section["title"], "Section title", 24) : [])),
    ...problemUnless(products.length >= 1 && products.length <= 30, invalid("Invalid products count. Min: 1, Max: 30")),
    ...products.flatMap((product) => textOf(product["product_retailer_id"], "product_retailer_id", 256)),
  ];
}
