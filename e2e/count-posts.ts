import { connect, createServer, type AddressInfo } from "node:net";

/** A line to a server that counts the POSTs that go over it, and changes nothing. */
export async function countPosts(
  target: string,
): Promise<{ url: string; posts: () => number; close: () => Promise<void> }> {
  const { port, hostname } = new URL(target);
  let posts = 0;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on("data", (chunk) => void (posts += chunk.toString("latin1", 0, 5) === "POST " ? 1 : 0));
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, posts: () => posts, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
