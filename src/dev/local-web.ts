import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface HeardRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A web server on loopback, for tests: notes what it hears, and answers as it is told. */
export interface LocalWeb {
  readonly heard: HeardRequest[];
  readonly url: string;
  /** "127.0.0.1:port". */
  readonly host: string;
  readonly port: number;
  answer(listener: RequestListener): void;
  close(): void;
}

export async function openWeb(first: RequestListener = (_, response) => response.end("hello")): Promise<LocalWeb> {
  const heard: HeardRequest[] = [];
  let answer = first;
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      const { method, url, headers } = request;
      heard.push({ method, url, headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    ...{ heard, port, host, url: `http://${host}` },
    answer: (listener) => void (answer = listener),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
