import { cn } from "./class-names";

const TINTS = [
  "bg-tint-1 text-on-tint-1",
  "bg-tint-2 text-on-tint-2",
  "bg-tint-3 text-on-tint-3",
  "bg-tint-4 text-on-tint-4",
  "bg-tint-5 text-on-tint-5",
];

interface AvatarProps {
  name: string;
  className?: string;
}

/** The initials of a name, always in the same tint. Says nothing to a screen reader: the name stands beside it. */
export function Avatar({ name, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-9 shrink-0 place-items-center rounded-full text-sm font-medium select-none",
        TINTS[hash(name) % TINTS.length],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

/** "Ana Lucía Gómez" → "AG"; a phone number → its last two digits. */
export function initials(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [words.at(0), words.length > 1 ? words.at(-1) : undefined];
  if (first === undefined) return name.replace(/\D/g, "").slice(-2) || "?";
  return [first, last].map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase("en") ?? "").join("");
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
