/** Initials, on a tint that is always the same for the same id. */
export function Avatar({ id, name, small = false }: { id: string; name: string; small?: boolean }) {
  return (
    <span className={`avatar tint-${tintOf(id)}${small ? " small" : ""}`} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const initials = ends.map((word) => /^./u.exec(word ?? "")?.[0] ?? "").join("");
  return initials.toUpperCase() || "#";
}

function tintOf(id: string): number {
  const sum = Array.from(id, (letter) => letter.charCodeAt(0)).reduce((total, code) => total + code, 0);
  return (sum % 5) + 1;
}
