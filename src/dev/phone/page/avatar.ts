/** Fills an avatar's place with initials, on a tint that is always the same for the same id. */
export function paintAvatar<Place extends HTMLElement>(
  place: Place,
  { id, name }: { id: string; name: string },
): Place {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const initials = ends.map((word) => /^./u.exec(word ?? "")?.[0] ?? "").join("");
  const sum = Array.from(id, (letter) => letter.charCodeAt(0)).reduce((total, code) => total + code, 0);
  place.textContent = initials.toUpperCase() || "#";
  place.className = `avatar tint-${(sum % 5) + 1}`;
  return place;
}
