/** More nodes or bubbles than any real conversation has in one move: beyond them the flow runs in a circle. */
export const MAX_NODES = 100;
export const MAX_BUBBLES = 20;
