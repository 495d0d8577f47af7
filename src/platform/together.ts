/** Everything that has come from the network in this turn of the event loop has been looked at by then. */
export const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Many reads as one. A call waits for the end of its turn, and for the load that is under way, and then shares the next
 * with everybody who waits too: never an answer from before the call. Each caller picks its own out of what was loaded.
 * A shared load that fails is tried again key by key, so that a key that can not be loaded fails its own caller only.
 */
export function together<Key, Loaded>(load: (keys: readonly Key[]) => Promise<Loaded>): (key: Key) => Promise<Loaded> {
  let loading: Promise<unknown> | undefined;
  let next: { readonly keys: Key[]; readonly loaded: Promise<Loaded> } | undefined;

  const loadNext = (keys: Key[]) => {
    next = undefined;
    const loaded = load(keys);
    loading = loaded.then(
      () => undefined,
      () => undefined,
    );
    return loaded;
  };

  return (key) => {
    if (!next) {
      const keys: Key[] = [];
      next = {
        keys,
        loaded: endOfTurn()
          .then(() => loading)
          .then(() => loadNext(keys)),
      };
    }
    const { keys, loaded } = next;
    keys.push(key);
    return loaded.catch((error: unknown) => {
      if (keys.length === 1) throw error;
      return load([key]);
    });
  };
}
