import { openWeb, type LocalWeb } from "../local-web";

/** The organizations' own system, which has its bad days too: one answer in twenty is an error, none, late, or never comes. */
export function openPrices(draw: () => number, share: number): Promise<LocalWeb> {
  return openWeb(({ url = "/" }, response) => {
    const asked = new URL(url, "http://prices").searchParams.get("of") ?? "";
    const answer = () => void response.end(JSON.stringify({ price: `7 for ${asked}` }));
    const ends = [
      () => response.writeHead(500).end(),
      () => response.destroy(),
      () => setTimeout(answer, 300),
      () => {},
    ];
    (ends[Math.floor(draw() / share)] ?? answer)();
  });
}
