import net from "node:net";
import { once } from "node:events";

/** One keep-alive connection. */
export interface Connection {
  /** Sends a POST and resolves with the status once its answer is complete. One at a time. */
  readonly post: (head: string, body: string) => Promise<number>;
  readonly close: () => void;
}

/**
 * HTTP by hand, for what our servers and Next answer: a length or chunks. Node's client would cost each request about as much
 * of the machine as the server that is measured on it.
 */
export async function connect(port: number): Promise<Connection> {
  const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  let received = "";
  let waiting: { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void } | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
    if (!isComplete(received)) return;
    const status = Number(received.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
    received = "";
    waiting?.resolve(status);
  });
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("close", () => waiting?.reject(new Error("The server closed the connection")));
  return {
    post: (head, body) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

function isComplete(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, end))?.[1];
  return length === undefined ? received.endsWith("\r\n0\r\n\r\n") : received.length >= end + 4 + Number(length);
}
