import { z } from "zod";
import { defineNode } from "../../engine/node-type";
import { error } from "../../finding";
import { normalise } from "../../normalise";
import { matchOf, MATCHES } from "../../trigger";

const MAX_KEYWORD = 64;

export const triggerNode = defineNode({
  data: z.looseObject({ keyword: z.string().default(""), match: z.enum(MATCHES).nullish() }),
  outputs: () => [null],
  enter: () => ({ do: "go", way: null, why: "started here" }),
  check: ({ keyword, match }) => {
    if (keyword.length > MAX_KEYWORD) return [error("too-long", `A keyword has at most ${MAX_KEYWORD} characters.`)];
    const isEmpty = matchOf(keyword, match) !== "default" && normalise(keyword) === "";
    return isEmpty ? [error("missing-text", "The trigger has no keyword.")] : [];
  },
});
