import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands before several web processes. It asks nobody twice. */
export interface Balancer {
  readonly url: string;
  /** Why requests got no answer. */
  readonly lost: string[];
  /** How many answers of each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** How many requests each process answered, by its address. */
  readonly served: Readonly<Record<string, number>>;
  /** Lets a process have its share, from now on. */
  add(url: string): void;
  readonly close: () => Promise<void>;
}

interface Place {
  readonly url: string;
  readonly agent: Agent;
}

/**
 * Deals requests out in turn, over connections that stay open. A process is out when it refuses a connection, which costs
 * nothing, or says that it closes one; until it is added again it gets nothing more.
 */
export async function openBalancer(): Promise<Balancer> {
  const places: Place[] = [];
  const [lost, statuses, served]: [string[], Record<number, number>, Record<string, number>] = [[], {}, {}];
  let turn = 0;

  function takeOut(place: Place): void {
    if (places.includes(place)) places.splice(places.indexOf(place), 1);
    for (const sockets of Object.values(place.agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const place = places[turn++ % places.length];
    if (place) ask(place, { incoming, response, body: Buffer.concat(chunks) });
    else lose("nobody is in", response);
  }

  function ask(place: Place, { incoming, response, body }: Exchange): void {
    const { url = "/", method, headers } = incoming;
    const outgoing = request(new URL(url, place.url), { method, headers, agent: place.agent });
    outgoing.once("response", (answer) => {
      const { statusCode: status = 0 } = answer;
      statuses[status] = (statuses[status] ?? 0) + 1;
      served[place.url] = (served[place.url] ?? 0) + 1;
      if (answer.headers.connection === "close") takeOut(place);
      response.writeHead(status, { "content-type": answer.headers["content-type"] ?? "text/plain" });
      answer.pipe(response);
    });
    outgoing.once("error", (error) => {
      takeOut(place);
      const next = places[turn++ % places.length];
      const nothingLeft = "code" in error && error.code === "ECONNREFUSED";
      if (nothingLeft && next) ask(next, { incoming, response, body });
      else lose(`${method ?? ""} ${error.message}`, response);
    });
    outgoing.end(body);
  }

  function lose(why: string, response: ServerResponse): void {
    lost.push(why);
    response.writeHead(502).end();
  }

  const server = createServer((incoming, response) => void pass(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ lost, statuses, served },
    add: (url) => void places.push({ url, agent: new Agent({ keepAlive: true }) }),
    async close() {
      for (const place of [...places]) takeOut(place);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}
