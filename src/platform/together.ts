/**
 * Many reads as one. A call that comes while another is being answered waits for it and then shares the next `load`
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
      next = { keys, loaded: Promise.resolve(loading).then(() => loadNext(keys)) };
    }
    const { keys, loaded } = next;
    keys.push(key);
    return loaded.catch((error: unknown) => {
      if (keys.length === 1) throw error;
      return load([key]);
    });
  };
}
