import { readdir, readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface PageFile {
  type: string;
  bytes: Uint8Array;
}

const FOLDER = new URL("page/", import.meta.url);
/** Files that a customer sends who has none at hand. */
const SAMPLES = new URL("../graph/samples/", import.meta.url);
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".svg": "image/svg+xml",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ogg": "audio/ogg",
};

let files: Promise<Map<string, PageFile>> | undefined;

/** The page by path, read and put together once: nothing else can be asked for. */
export const pageFiles = () => (files ??= readFiles());

async function readFiles(): Promise<Map<string, PageFile>> {
  const read = new Map<string, PageFile>();
  for (const folder of [FOLDER, SAMPLES]) {
    for (const name of await readdir(folder)) {
      const type = TYPES[extname(name)];
      if (type !== undefined) read.set(pathOf(name), { type, bytes: await readFile(new URL(name, folder)) });
    }
  }
  for (const { path, contents } of await bundle()) {
    read.set(`/${basename(path)}`, { type: TYPES[extname(path)] ?? "", bytes: contents });
  }
  return read;
}

const pathOf = (name: string) => (name === "index.html" ? "/" : `/${name}`);

/** The page's modules with React as one script, and its styles as one sheet. */
async function bundle() {
  const built = await build({
    entryPoints: { page: fileURLToPath(new URL("main.tsx", FOLDER)) },
    bundle: true,
    format: "esm",
    target: "es2023",
    jsx: "automatic",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    outdir: "page",
    write: false,
  });
  return built.outputFiles;
}
