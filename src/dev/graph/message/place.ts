import { invalid, missing, optionalTextOf, problemUnless, type Problems } from "./check";

/** Latitude and longitude: numbers, also written as strings. */
export function checkPlace({ latitude, longitude, name, address }: Record<string, unknown>): Problems {
  return [
    ...degrees(latitude, "location['latitude']", 90),
    ...degrees(longitude, "location['longitude']", 180),
    ...optionalTextOf(name, "location['name']", 1000),
    ...optionalTextOf(address, "location['address']", 1000),
  ];
}

function degrees(value: unknown, path: string, most: number): Problems {
  if (value === undefined || value === null || value === "") return [missing(path)];
  const degree = typeof value === "string" || typeof value === "number" ? Number(value) : NaN;
  return problemUnless(Math.abs(degree) <= most, invalid(`${path} must be a number between -${most} and ${most}.`));
}
