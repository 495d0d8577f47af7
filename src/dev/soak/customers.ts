import type { CustomerMedia } from "../graph/webhook/customer-content";
import { COLOURS, SIZES } from "./flows";

/** A bubble that has to come: its words, or what they may be. */
export type Reply = string | RegExp;

type Words =
  | { readonly text: string }
  /** A tap on a question's option, or its label in words when the question never came. */
  | {
      readonly taps: string;
      readonly kind: "button_reply" | "list_reply";
      readonly option: number;
      readonly label: string;
    }
  | { readonly file: CustomerMedia["type"] }
  /** To the newest bubble. */
  | { readonly reaction: string };

export type Turn = Words & {
  /** The bubbles that answer it; with a file they depend on its id. */
  readonly replies: (fileId: string) => readonly Reply[];
};

/** What is said at once, before any of it is answered. */
interface Breath {
  readonly turns: readonly Turn[];
  /** The next is written when the one before was delivered, rather than with it. */
  readonly inOrder: boolean;
}

export interface Customer {
  readonly name: string;
  /** Of which shop: 0 or 1. */
  readonly shop: number;
  /** Missing for those who hide it behind a user id. */
  readonly from?: string;
  readonly userId?: string;
  readonly script: readonly Breath[];
}

const SHOPS = 2;

/** People who write to two shops, half of them to each; the same phones to both. */
export const customersOf = (count: number, dice: () => number): Customer[] =>
  Array.from({ length: count }, (_, index) => {
    const name = `k${index}`;
    const shop = index % SHOPS;
    const person = Math.floor(index / SHOPS);
    return { name, shop, ...addressOf(person, shop), script: scriptOf(name, index, dice) };
  });

/** One in five hides the phone, one in five shows phone and user id. A user id belongs to one shop. */
function addressOf(person: number, shop: number): Pick<Customer, "from" | "userId"> {
  const from = `52155500${String(person).padStart(5, "0")}`;
  const userId = `MX.134912086553027${shop}${String(person).padStart(4, "0")}`;
  if (person % 5 === 0) return { userId };
  return person % 5 === 1 ? { from, userId } : { from };
}

function scriptOf(name: string, index: number, dice: () => number): Breath[] {
  const draw = <T>(list: readonly T[]): T => list[Math.floor(dice() * list.length)] as T;
  const alone = (turn: Turn): Breath => ({ turns: [turn], inOrder: true });
  const order = orderTurns(name, draw).map(alone);
  const reaction: Breath[] = index % 2 ? [alone({ reaction: "👍", replies: () => [] })] : [];
  const quick = (inOrder: boolean): Breath => ({ turns: [1, 2].map((n) => echo(`eco ${name} ${n}`)), inOrder });
  // One in three writes twice in one breath: before the order, together or in order, or after it.
  if (index % 9 === 0) return [quick(false), ...order, ...reaction];
  if (index % 9 === 3) return [quick(true), ...order, ...reaction];
  return [...order, ...reaction, ...(index % 9 === 6 ? [quick(dice() < 0.5)] : [])];
}

const echo = (text: string): Turn => ({ text, replies: () => [`${text}#one`, `${text}#two`] });

function orderTurns(name: string, draw: <T>(list: readonly T[]) => T): Turn[] {
  const hola = `hola ${name}`;
  const thanks = `gracias ${name}`;
  const [colour, size] = [draw(COLOURS), draw(SIZES)];
  const price = new RegExp(`^${hola}#(price 7 for ${hola}|no price: (status|timeout|unreachable|unconfirmed))$`);
  const buttons = { taps: `${hola}#colour?`, kind: "button_reply", option: COLOURS.indexOf(colour) } as const;
  const list = { taps: `${hola}#size?`, kind: "list_reply", option: SIZES.indexOf(size) } as const;
  return [
    { text: hola, replies: () => [`${hola}#welcome`, `${hola}#picture`, `${hola}#colour?`] },
    {
      ...buttons,
      label: colour,
      replies: () => [`${hola}#colour ${colour}`, price, `${hola}#size?`],
    },
    { ...list, label: size, replies: () => [`${hola}#size ${size}`, `${hola}#photo?`] },
    { file: draw(["image", "audio", "document"]), replies: (id) => [`${hola}#photo ${id}`, `${hola}#more?`] },
    { text: thanks, replies: () => [`${thanks}#bye`] },
  ];
}
