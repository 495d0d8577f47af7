import { readdir, readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

export interface PageFile {
  type: string;
  bytes: Uint8Array;
}

const FOLDER = new URL("page/", import.meta.url);
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The page by path, read and put together once: nothing outside its folder can be asked for. */
export async function pageFiles(): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>([["/page.js", { type: "text/javascript; charset=utf-8", bytes: script() }]]);
  for (const name of await readdir(FOLDER)) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const path = name === "index.html" ? "/" : `/${name}`;
    files.set(path, { type, bytes: await readFile(new URL(name, FOLDER)) });
  }
  return files;
}

/** The modules of the page as one script: types taken out, no package put in. */
function script(): Uint8Array {
  const entry = fileURLToPath(new URL("page.ts", FOLDER));
  const built = buildSync({ entryPoints: [entry], bundle: true, format: "esm", target: "es2023", write: false });
  return built.outputFiles[0]?.contents ?? new Uint8Array();
}
