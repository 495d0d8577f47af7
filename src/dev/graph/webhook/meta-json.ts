/**
 * The bytes Meta signs: compact JSON in ASCII, other characters as lowercase \uXXXX (an emoji is two), "/" as "\/".
 * A receiver that hashes JSON it wrote itself fails on every accent and every address.
 */
export function metaJson(value: unknown): Buffer {
  const escaped = JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
  return Buffer.from(escaped, "ascii");
}
