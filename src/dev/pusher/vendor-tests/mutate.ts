import path from "node:path";
import type { Mutation } from "./mutation";

const FOLDER = path.resolve("src/dev/pusher");
const QUERY = /\?mutant=(\d+)$/;

export const queryOf = (mutant: number): string => `mutant=${mutant}`;

/** For Vite: who is imported by a mutant's module is the mutant's own too, and one of them has its fault. */
export function mutate(mutations: readonly Mutation[]) {
  return {
    name: "mutate",
    enforce: "pre" as const,
    async resolveId(
      this: { resolve: (source: string, importer: string) => Promise<{ id: string } | null> },
      source: string,
      importer = "",
    ) {
      const [query] = QUERY.exec(importer) ?? [];
      if (!query || !source.startsWith(".")) return undefined;
      const resolved = await this.resolve(source, importer.slice(0, -query.length));
      return resolved && resolved.id + query;
    },
    transform(code: string, id: string) {
      const [query = "", mutant = ""] = QUERY.exec(id) ?? [];
      const mutation = mutations[Number(mutant)];
      if (!query || !mutation) return undefined;
      const { file, from, to } = mutation;
      const isThere = path.normalize(id.slice(0, -query.length)) === path.join(FOLDER, file);
      return isThere ? code.replace(from, () => to) : undefined;
    },
  };
}
