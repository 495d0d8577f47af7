import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(fileURLToPath(import.meta.url));

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  turbopack: { root },
  outputFileTracingRoot: root,
  typescript: { ignoreBuildErrors: true }, // `npm run check` is where types are checked, once
  serverExternalPackages: ["pino", "pg", "@node-rs/argon2", "pusher", "@prisma/client", "@prisma/adapter-pg"],
  rewrites: () => [
    { source: "/webhook", destination: "/api/webhooks/whatsapp" },
    { source: "/health", destination: "/api/health" },
  ],
};

export default config;
