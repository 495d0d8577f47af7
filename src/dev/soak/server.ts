import { openNodeMount } from "@/dev/webhook-mounts";

// The front of src/server.ts without the pages behind it: Next takes seconds to come up, and wants a build. Says where it listens.
const { url } = await openNodeMount();
process.stdout.write(url);
